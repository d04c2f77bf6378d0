"""From a file to drafts: linked, repeatable, private, all or nothing."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from wagtail.models import Page, PageLogEntry, Revision

from content.articles.models import Article
from content.core.canonical import digest_of
from content.core.publication import public
from content.core.refusal import Refused
from content.exchange.importer import Report, import_bundle
from content.exchange.safety import open_path
from content.media.models import Image, Licence
from content.people.models import Person
from content.review.state import state_of
from tests.cast import Cast, approved, edit, fresh, published
from tests.content.exchange.sources import folder, picture

pytestmark = pytest.mark.django_db

SKY: dict[str, str | bytes] = {
    "meta.json": json.dumps(
        {
            "authors": "This sky culture was contributed by _Ada Lovelace_ of Analytical Engines.\n\nAdapted by Mary Anning",
            "references": "- [#1]: A book of skies\n - [#2]: [A page](http://example.org/)",
            "license": "CC BY-SA 4.0",
        }
    ),
    "en.md": "# Northern\n\nThe sky turns [#1].\n\n### Stars\n\n![](map.png)\nA map, 1247\n{: .img_and_caption }\n\nSeven stars.",
    "zh-hans.md": "# 北方\n\n天空在转动 [#1]。\n\n### 星\n\n![](map.png)\n星图，1247年\n{: .img_and_caption }\n\n北斗七星。",
    "ar.md": "# الشمالي\n\nتدور السماء [#1].\n\n### نجوم\n\n![](map.png)!\n\nسبعة نجوم.",
    "map.png": picture(),
    "left.png": picture("red"),
}


def bring(path: Path, kind: str = "article", **options: Any) -> list[Report]:
    return import_bundle(open_path(path), kind=kind, **options)


def draft(report: Report) -> Any:
    assert report.id
    return Page.objects.get(pk=report.id).specific


def test_a_folder_becomes_one_article_in_all_its_languages(tmp_path: Path) -> None:
    reports = bring(folder(tmp_path / "northern", SKY))

    assert [report.lang for report in reports] == ["en", "zh-hans", "ar"]
    assert [report.url_path for report in reports] == [f"/{lang}/articles/northern/" for lang in ("en", "zh-hans", "ar")]
    assert [report.title for report in reports] == ["Northern", "北方", "الشمالي"]
    works = [draft(report) for report in reports]
    assert len({work.translation_key for work in works}) == 1
    assert [block.block_type for block in works[2].body] == ["text", "heading", "image", "text"]
    image = works[0].body[2].value
    assert (image["image"].title, image["caption"].source) == ("map.png", "A map, 1247")
    assert [row["name"] for row in [{"name": c.person.draft("name", "en")} for c in works[0].contributions.all()]] == [
        "Ada Lovelace",
        "Mary Anning",
    ]
    assert works[1].licence.slug == "cc-by-sa-4.0"
    assert works[0].references[0].value["label"] == "1"
    assert reports[0].images == 2
    assert any("left.png" in warning for warning in reports[0].warnings)


def test_nothing_imported_is_public(tmp_path: Path) -> None:
    reports = bring(folder(tmp_path / "northern", SKY))

    assert not public(Page.objects.filter(pk__in=[report.id for report in reports])).exists()
    assert not Page.objects.filter(pk__in=[report.id for report in reports], live=True).exists()


def test_the_same_files_again_change_nothing(tmp_path: Path) -> None:
    first = bring(folder(tmp_path / "northern", SKY))
    before = [digest_of(draft(report)) for report in first]
    counts = (
        Page.objects.count(),
        Revision.objects.count(),
        Image.objects.count(),
        Person.objects.count(),
        Licence.objects.count(),
    )

    again = bring(folder(tmp_path / "elsewhere" / "northern", SKY))

    assert [report.id for report in again] == [report.id for report in first]
    assert {report.outcome for report in again} == {"unchanged"}
    assert counts == (
        Page.objects.count(),
        Revision.objects.count(),
        Image.objects.count(),
        Person.objects.count(),
        Licence.objects.count(),
    )
    assert [digest_of(draft(report)) for report in again] == before


def test_a_changed_file_updates_the_same_draft_and_unchanged_blocks_keep_their_ids(tmp_path: Path) -> None:
    (first,) = bring(folder(tmp_path / "n", {"en.md": "# N\n\nOne.\n\n## Two\n\nThree.\n\n> Four."}))
    before = {block.block_type: block.id for block in draft(first).body if block.block_type != "text"}

    (again,) = bring(folder(tmp_path / "n", {"en.md": "# N\n\nOne!\n\nMore.\n\n## Two\n\nThree.\n\n> Four."}))

    assert (again.id, again.outcome) == (first.id, "updated")
    body = draft(again).body
    assert "One!" in body[0].value.source
    assert {block.block_type: block.id for block in body if block.block_type != "text"} == before


def test_ids_are_the_same_on_another_site(tmp_path: Path) -> None:
    source = folder(tmp_path / "n", {"en.md": "# N\n\nOne.[^1]\n\n## Two\n\n[^1]: Note."})
    (first,) = bring(source)
    ids = [block["id"] for block in draft(first).body.raw_data]
    notes = draft(first).body[-1].value["notes"].bound_blocks[0].id
    draft(first).delete()

    (again,) = bring(source)

    assert again.id != first.id
    assert [block["id"] for block in draft(again).body.raw_data] == ids
    assert draft(again).body[-1].value["notes"].bound_blocks[0].id == notes


def test_what_an_editor_changed_since_is_named_and_stays_in_the_history(tmp_path: Path, cast: Cast) -> None:
    (first,) = bring(folder(tmp_path / "n", {"en.md": "# N\n\nOne."}))
    edited = edit(draft(first), cast.editor, title="Edited")

    (again,) = bring(folder(tmp_path / "n", {"en.md": "# N\n\nTwo."}))

    assert any("edited since" in warning for warning in again.warnings)
    assert (
        edited.get_latest_revision().content["title"] == "N"
        or Revision.objects.filter(object_id=str(first.id), content__title="Edited").exists()
    )


def test_a_work_under_review_or_public_gets_a_new_draft_version_only(tmp_path: Path, cast: Cast) -> None:
    (report,) = bring(folder(tmp_path / "n", {"en.md": "# N\n\nOne."}))
    work = published(cast, draft(report))
    sealed = digest_of(work)

    (again,) = bring(folder(tmp_path / "n", {"en.md": "# N\n\nTwo."}))

    assert digest_of(fresh(work)) == sealed
    assert state_of(fresh(work)) == "public"
    assert "Two." in str(fresh(work).get_latest_revision_as_object().body)
    assert again.id == work.pk
    assert any("new draft version" in warning for warning in again.warnings)


def test_an_approved_work_keeps_the_row_that_was_approved(tmp_path: Path, cast: Cast) -> None:
    (report,) = bring(folder(tmp_path / "n", {"en.md": "# N\n\nOne."}))
    work = approved(cast, draft(report))
    before = digest_of(work)

    bring(folder(tmp_path / "n", {"en.md": "# N\n\nTwo."}))

    assert digest_of(fresh(work)) == before


def test_two_files_of_one_name_are_two_works_when_they_say_different_things(tmp_path: Path) -> None:
    one, two = tmp_path / "a" / "article.md", tmp_path / "b" / "article.md"
    for path, text in (
        (one, "# Stars\n\nThey shine by fusion for ages."),
        (two, "# Whales\n\nGiants of every ocean sing below."),
    ):
        path.parent.mkdir()
        path.write_text(text)

    (stars,), (whales,) = bring(one, lang="en"), bring(two, lang="en")

    assert stars.id != whales.id
    assert bring(one, lang="en")[0].id == stars.id
    assert bring(two, lang="en")[0].id == whales.id


def test_a_refused_file_leaves_no_page_row_or_file(tmp_path: Path, cast: Cast) -> None:
    files = set(Path(settings.MEDIA_ROOT).rglob("*"))
    source = folder(tmp_path / "northern", SKY)
    (tmp_path / "zh.md").write_text("# 天\n\n文字。")
    (first,) = bring(tmp_path / "zh.md", lang="zh-hans")
    models = (Page, Revision, Person, Image, Licence)
    rows = [model._default_manager.count() for model in models]

    # English comes first and makes pictures and persons; then Chinese is taken already.
    with pytest.raises(Refused, match="already"):
        bring(source, translation_of=first.id)

    assert [model._default_manager.count() for model in models] == rows
    assert set(Path(settings.MEDIA_ROOT).rglob("*")) == files


def test_a_dry_run_says_the_same_and_keeps_nothing(tmp_path: Path) -> None:
    source = folder(tmp_path / "northern", SKY)
    pages, images = Page.objects.count(), Image.objects.count()

    dry = bring(source, dry_run=True)

    assert (Page.objects.count(), Image.objects.count()) == (pages, images)
    assert [report.id for report in dry] == [None, None, None]
    real = bring(source)
    assert [(report.title, report.words, report.url_path, report.warnings) for report in dry] == [
        (report.title, report.words, report.url_path, report.warnings) for report in real
    ]


def test_only_who_may_add_works_may_import(tmp_path: Path, cast: Cast) -> None:
    source = folder(tmp_path / "n", {"en.md": "# N\n\nOne."})

    for somebody in (cast.scientist, cast.intruder):
        with pytest.raises(Refused):
            bring(source, by=somebody)
    (report,) = bring(source, by=cast.editor)

    assert draft(report).owner == cast.editor
    assert PageLogEntry.objects.filter(page_id=report.id, action="orrery.import", user=cast.editor).exists()


def test_a_picture_already_in_the_library_is_not_stored_twice(tmp_path: Path) -> None:
    bring(folder(tmp_path / "a", {"en.md": "# A\n\n![x](one.png)\n\nText.", "one.png": picture("green")}))
    bring(folder(tmp_path / "b", {"en.md": "# B\n\n![y](two.png)\n\nText.", "two.png": picture("green")}))

    assert Image.objects.filter(title__in=["one.png", "two.png"]).count() == 1


def test_a_drawing_is_sanitised_once_and_found_again(tmp_path: Path) -> None:
    shapes = '<script>x()</script><path d="M0 0h9" onclick="y()"/>'
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9" height="9">{shapes}</svg>'
    (first,) = bring(folder(tmp_path / "a", {"en.md": "# A\n\n![x](one.svg)\n\nText.", "one.svg": drawing}))
    (again,) = bring(folder(tmp_path / "a", {"en.md": "# A\n\n![x](one.svg)\n\nOther text.", "one.svg": drawing}))

    images = Image.objects.filter(title="one.svg")
    assert images.count() == 1
    with images.get().file.open("rb") as stored:
        assert b"x()" not in stored.read()
    assert any("one.svg" in warning for warning in first.warnings)
    assert again.outcome == "updated"


def test_a_damaged_picture_is_named_and_its_caption_kept(tmp_path: Path) -> None:
    (report,) = bring(
        folder(
            tmp_path / "a",
            {"en.md": "# A\n\n![x](bad.png)\nThe caption\n{: .img_and_caption }\n\nText.", "bad.png": b"\x89PNG nonsense"},
        )
    )

    assert any("bad.png" in warning and "wasn't taken" in warning for warning in report.warnings)
    assert "The caption" in str(draft(report).body)


def run(*arguments: object) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command(*map(str, arguments), stdout=out, stderr=err)
    except SystemExit as ended:
        return int(str(ended.code)), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def test_the_command_answers_in_json_and_refuses_in_json(tmp_path: Path, cast: Cast) -> None:
    source = folder(tmp_path / "northern", SKY)

    code, out, err = run("import_work", source, "--type", "article", "--json", "--as", cast.editor.email)
    assert (code, err) == (0, "")
    assert {"id", "type", "lang", "title", "url_path", "chapters", "words", "images", "warnings"} <= set(json.loads(out)[0])

    code, out, err = run("import_work", tmp_path / "absent.md", "--type", "article", "--lang", "en", "--json")
    assert code == 1
    assert set(json.loads(out)) == {"error", "detail"}
    assert err.count("\n") == 1
    assert json.loads(out)["detail"].startswith("There is no file")

    code, out, err = run("import_work", source, "--type", "article", "--as", "nobody@example.org")
    assert (code, out) == (1, "")
    assert "nobody@example.org" in err


def test_a_file_without_a_language_asks_for_one(tmp_path: Path) -> None:
    (tmp_path / "sun.md").write_text("# Sun\n\nText.")

    with pytest.raises(Refused, match="--lang"):
        bring(tmp_path / "sun.md")
    with pytest.raises(Refused, match="Not a language"):
        bring(tmp_path / "sun.md", lang="tlh")
    assert not Article.objects.filter(title="Sun").exists()
