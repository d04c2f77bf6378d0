"""What is hashed stays what it is: today's digests of a golden work, and what does and doesn't change one."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from wagtail import blocks
from wagtail.blocks import StreamValue

from content.articles.models import Article
from content.core import canonical
from content.core.canonical import canonical_text, digest_of, form_of, parts_of
from content.core.ledger import canonical_json, sha256
from content.core.publication import is_public
from content.core.tree import section_for
from content.review.audit import audit
from content.review.models import Seal
from tests.cast import Cast, article, edit, fresh, published, stream

GOLDEN = Path(__file__).parent / "golden" / "canonical-1.json"
pytestmark = pytest.mark.django_db


def golden() -> dict[str, Any]:
    return json.loads(GOLDEN.read_text(encoding="utf-8"))


def golden_work(**fields: Any) -> Article:
    """The golden file's work, made of what it stores."""
    stored = {**golden()["stored"], **fields}
    stored["body"], stored["references"] = json.dumps(stored["body"]), json.dumps(stored["references"])
    work = Article(locale=section_for("en", "articles").locale, **stored)
    work.read_only = True
    work.__dict__["_children"] = {"contributions": [], "work_subjects": []}
    return work


def test_the_golden_works_form_and_digest_never_change() -> None:
    kept = golden()

    assert form_of(golden_work()) == kept["form"]
    assert digest_of(golden_work()) == kept["digest"]


def test_a_stranger_computes_the_digest_with_nothing_but_a_json_library() -> None:
    kept = golden()
    text = json.dumps(kept["form"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    assert hashlib.sha256(text.encode("utf-8")).hexdigest() == kept["digest"]


def test_parts_are_the_hashes_of_fields_and_blocks() -> None:
    kept = golden()["form"]
    parts = parts_of(golden_work())

    assert parts["title"] == sha256(kept["title"])
    assert [parts[f"body/{block['id']}"] for block in kept["body"]] == [sha256(block) for block in kept["body"]]
    assert "body" not in parts


def test_text_stays_as_it_is_stored_however_unicode_writes_it() -> None:
    composed, decomposed = golden_work(title="\u00e9toile"), golden_work(title="e\u0301toile")

    assert digest_of(composed) != digest_of(decomposed)
    assert "e\u0301toile" in canonical_text(decomposed)


def test_the_order_of_keys_and_spaces_in_what_is_stored_count_for_nothing() -> None:
    stored = golden()["stored"]["body"]
    other = [dict(reversed(block.items())) for block in stored]

    assert digest_of(golden_work(body=other)) == golden()["digest"]
    assert canonical_json({"b": 1, "a": [1, 2]}) == '{"a":[1,2],"b":1}'


@pytest.mark.parametrize("nothing", ["", None])
def test_what_is_empty_is_left_out(nothing: str | None) -> None:
    work = golden_work()
    work.funding = nothing  # type: ignore[assignment]  # as a later column could hold

    assert "funding" not in form_of(work)
    assert digest_of(work) == golden()["digest"]


def test_zero_is_not_empty() -> None:
    assert canonical._prune({"a": 0, "b": False, "c": [], "d": {"e": ""}}) == {"a": 0}


def test_a_new_optional_field_of_a_block_breaks_no_seal() -> None:
    class Older(blocks.StructBlock):
        text = blocks.CharBlock()

    class Newer(Older):
        source = blocks.CharBlock(required=False)
        prominent = blocks.BooleanBlock(required=False)

    stored = [{"type": "fact", "value": {"text": "Stars shine."}, "id": "1"}]
    before, after = (
        canonical._prune(canonical._stream(StreamValue(blocks.StreamBlock([("fact", block())]), stored, is_lazy=True)))
        for block in (Older, Newer)
    )

    assert before == after


def test_another_order_of_blocks_is_another_text() -> None:
    stored = golden()["stored"]["body"]

    assert digest_of(golden_work(body=stored[::-1])) != golden()["digest"]


def test_older_seals_stay_valid_when_a_second_form_comes(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    first = published(cast, article(cast, "Sealed with the first form"))
    monkeypatch.setitem(canonical.FORMS, 2, lambda work: {**canonical._form_1(work), "canonical": 2})
    for module in ("content.core.canonical", "content.review.actions.seal"):
        monkeypatch.setattr(f"{module}.VERSION", 2)
    second = published(cast, article(cast, "Sealed with the second form"))

    assert [seal.canonical for seal in Seal.objects.order_by("pk")] == [1, 2]
    assert audit()["findings"] == []
    edit(first, cast.editor, summary="Mended.")
    published(cast, first)
    assert Seal.objects.latest_of(first.pk).canonical == 2
    assert fresh(second).live
    assert audit()["findings"] == []


def test_a_form_there_never_was_is_an_error() -> None:
    with pytest.raises(KeyError):
        digest_of(golden_work(), 99)


def test_a_list_that_was_stored_without_ids_is_approved_as_it_stands(cast: Cast) -> None:
    entries = [{"date": "1915", "title": "Gravity bends light"}, {"date": "1919", "title": "Seen in an eclipse"}]
    work = published(cast, article(cast, body=stream(("timeline", {"entries": entries}))))

    assert is_public(work)
    assert not audit()["findings"]
