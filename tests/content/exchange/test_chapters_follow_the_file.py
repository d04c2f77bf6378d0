"""Fiction: chapters are pages of their own, in the order of the file, the same ones from import to import."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.core.refusal import Refused
from content.fiction.models import Fiction
from tests.content.exchange.test_books_become_chapters import book
from tests.content.exchange.test_import_makes_drafts import bring, draft

pytestmark = pytest.mark.django_db


def test_a_book_becomes_a_work_of_fiction_with_chapters_in_order(tmp_path: Path) -> None:
    (tmp_path / "book.epub").write_bytes(book())

    (report,) = bring(tmp_path / "book.epub", "fiction", lang="en")

    work = draft(report)
    assert isinstance(work, Fiction)
    assert [part.title for part in work.parts()] == ["I", "II: The Return", "Epilogue"]
    assert (report.chapters, work.form, str(work.cover.title if work.cover else "")) == (3, "novel", "cover.jpg")
    assert [part.slug for part in work.parts()] == ["i", "ii-the-return", "epilogue"]


def test_a_chapter_added_in_the_middle_is_set_there_and_others_stay(tmp_path: Path) -> None:
    path = tmp_path / "sea.md"
    path.write_text("---\ntitle: Sea\n---\n# One\n\nA.\n\n# Three\n\nC.")
    (first,) = bring(path, "fiction", lang="en")
    before = {part.title: part.pk for part in draft(first).parts()}

    path.write_text("---\ntitle: Sea\n---\n# Zero\n\nZ.\n\n# One\n\nA.\n\n# Two\n\nB.\n\n# Three\n\nC!")
    (again,) = bring(path, "fiction", lang="en")

    parts = draft(again).parts()
    assert [part.title for part in parts] == ["Zero", "One", "Two", "Three"]
    assert {part.title: part.pk for part in parts if part.title in before} == before
    assert "C!" in str(parts[3].body)


def test_a_chapter_that_left_the_file_is_named_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "sea.md"
    path.write_text("---\ntitle: Sea\n---\n# One\n\nA.\n\n# Two\n\nB.")
    bring(path, "fiction", lang="en")
    path.write_text("---\ntitle: Sea\n---\n# One\n\nA.")

    (again,) = bring(path, "fiction", lang="en")

    assert again.chapters == 2
    assert any("Two" in warning for warning in again.warnings)


def test_a_translation_is_linked_to_its_source_and_chapter_to_chapter(tmp_path: Path) -> None:
    (tmp_path / "sea.md").write_text("---\ntitle: Sea\n---\n# One\n\nA.\n\n# Two\n\nB.")
    (tmp_path / "hai.md").write_text("---\ntitle: 海\n---\n# 一\n\n甲。\n\n# 二\n\n乙。")
    (source,) = bring(tmp_path / "sea.md", "fiction", lang="en")

    (translated,) = bring(tmp_path / "hai.md", "fiction", lang="zh-hans", translation_of=source.id)

    assert draft(translated).translation_key == draft(source).translation_key
    keys = [[part.translation_key for part in draft(report).parts()] for report in (source, translated)]
    assert keys[0] == keys[1]
    (tmp_path / "other.md").write_text("# 另一个\n\n文字。")
    with pytest.raises(Refused, match="already"):
        bring(tmp_path / "other.md", "fiction", lang="zh-hans", translation_of=source.id)
    with pytest.raises(Refused, match="same type"):
        bring(tmp_path / "hai.md", "article", lang="ar", translation_of=source.id)
