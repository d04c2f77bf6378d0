"""After approval: which change is a typo, who may publish it, and whose seats it reopens."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from content.core.publication import is_public
from content.core.refusal import Refused
from content.review.actions.endorse import Endorse
from content.review.actions.typo import CorrectTypo
from content.review.grading import worst
from content.review.models import PolicySeat, ReviewPolicy, Seal
from content.review.reopening import changes_since, seats_carried
from content.review.seats.terms import policy_for
from tests.cast import Cast, article, edit, fresh, picture, published, stream, submitted

pytestmark = pytest.mark.django_db

Blocks = list[dict[str, Any]]


def policy(*seats: dict[str, Any], allows_typos: bool = False) -> ReviewPolicy:
    made = ReviewPolicy(slug="physics", name="Physics", allows_typos=allows_typos)
    made.seats = [PolicySeat(**seat) for seat in seats or ({"slug": "science"},)]
    made.save()
    return made


def everything() -> str:
    """A body with a block of each kind that a reader sees."""
    return stream(
        ("heading", {"text": "Light of a star", "level": "2"}),
        ("text", '<p>The <b>safe</b> dose is in <a href="https://example.org/one">this study</a> of stars.</p>'),
        ("image", {"image": picture().pk, "alt": "A bright star", "caption": "<p>A star at night</p>"}),
        ("formula", {"latex": "E = m c", "label": "a"}),
        ("chart", {"title": "Stars", "kind": "line", "data": "year,stars\n1,two", "description": "It rises."}),
        ("table", {"data": [["star", "colour"], ["Sun", "yellow"]], "table_caption": "Stars we know"}),
        ("notes", {"notes": [{"type": "item", "id": "a1", "value": {"label": "*", "text": "<p>By hand.</p>"}}]}),
    )


def changed(cast: Cast, change: Callable[[Blocks], None]) -> str:
    """The grade of a change to the blocks of a published article."""
    work = published(cast, article(cast, body=everything()))
    blocks = work.body.get_prep_value()
    change(blocks)
    edit(work, cast.editor, body=json.dumps(blocks))
    seal = Seal.objects.latest_of(work.pk)
    assert seal is not None
    return worst(changes_since(fresh(work).get_latest_revision_as_object(), seal))


def put(at: int, *path: Any, old: str, new: str) -> Callable[[Blocks], None]:
    def change(blocks: Blocks) -> None:
        holder: Any = blocks[at]["value"] if path else blocks[at]
        for name in path[:-1]:
            holder = holder[name]
        name = path[-1] if path else "value"
        assert old in holder[name]
        holder[name] = holder[name].replace(old, new)

    return change


@pytest.mark.parametrize(
    "change",
    [
        put(0, "text", old="Light", new="Night"),
        put(1, old="/one", new="/two"),
        put(1, old="<b>safe</b> dose", new="safe <b>dose</b>"),
        put(1, old="this study</a> of stars", new="this study of</a> starss"),
        put(2, "alt", old="bright", new="blight"),
        put(2, "caption", old="A star", new="No star"),
        put(3, "latex", old="E = m c", new="E = m  c"),
        put(3, "label", old="a", new="b"),
        put(4, "data", old="year,stars", new="year,starrs"),
        put(4, "kind", old="line", new="bar"),
        put(5, "table_caption", old="know", new="now"),
        put(6, "notes", 0, "value", "label", old="*", new="†"),
        lambda blocks: blocks.reverse(),
        lambda blocks: blocks.pop(1),
        lambda blocks: blocks[2]["value"].update(image=picture("Another", colour="red", name="red.png").pk),
        lambda blocks: blocks[5]["value"]["data"].reverse(),
    ],
    ids=str,
)
def test_whatever_readers_see_counts_as_meaning(cast: Cast, change: Callable[[Blocks], None]) -> None:
    assert changed(cast, change) == "meaning"


@pytest.mark.parametrize(
    "change",
    [
        put(0, "text", old="Light of", new="Light of of"),
        put(1, old="of stars.", new="of of stars."),
        put(2, "alt", old="bright", new="briight"),
        put(2, "caption", old="at night", new="at nightt"),
    ],
    ids=["heading", "text", "alternative text", "caption"],
)
def test_what_is_mended_in_text_is_a_typo_wherever_it_stands(cast: Cast, change: Callable[[Blocks], None]) -> None:
    assert changed(cast, change) == "typo"


def test_references_and_contributors_and_images_count_as_meaning(cast: Cast) -> None:
    references = stream(("reference", {"text": "A. Author, On stars", "doi": "10.1000/1", "url": "https://example.org/a"}))
    work = published(cast, article(cast, references=references))
    seal = Seal.objects.latest_of(work.pk)
    assert seal is not None
    for old, new in [("On stars", "On starrs"), ("10.1000/1", "10.1000/2"), ("org/a", "org/b")]:
        edit(work, cast.editor, references=references.replace(old, new))
        assert worst(changes_since(fresh(work).get_latest_revision_as_object(), seal)) == "meaning", old

    edit(work, cast.editor, references=references, cover=picture())
    assert worst(changes_since(fresh(work).get_latest_revision_as_object(), seal)) == "meaning"


def test_typos_go_through_review_unless_the_policy_says_otherwise(cast: Cast) -> None:
    work = published(cast, article(cast, summary="Why thhey shine."))
    edit(work, cast.editor, summary="Why they shine.")

    with pytest.raises(Refused, match="lets no change through"):
        CorrectTypo(work=fresh(work), by=cast.editor).execute()
    assert fresh(work).summary == "Why thhey shine."


def test_an_editor_publishes_a_corrected_typo_and_it_is_recorded_as_one(cast: Cast) -> None:
    policy(allows_typos=True)
    work = published(cast, article(cast, summary="Why the the stars shine."))
    before = Seal.objects.latest_of(work.pk)
    assert before is not None
    edit(work, cast.editor, summary="Why the stars shine.")

    seal = CorrectTypo(work=fresh(work), by=cast.editor).execute()

    assert is_public(fresh(work))
    assert fresh(work).summary == "Why the stars shine."
    assert seal.basis == Seal.Basis.TYPO
    assert seal.entry.payload["stands_on"] == before.reference
    assert seal.entry.payload["published_by"] == str(cast.editor)
    assert [(change["grade"], change["before"], change["after"]) for change in seal.entry.payload["changes"]] == [
        ("typo", "Why the the stars shine.", "Why the stars shine.")
    ]


@pytest.mark.parametrize(
    "summary",
    ["Stars shine for 13 years.", "Stars  shine for 21 years..", "Stars don't shine for 12 years.", "Stars shone for 12 years."],
)
def test_no_policy_lets_a_number_or_a_claim_through(cast: Cast, summary: str) -> None:
    policy(allows_typos=True)
    work = published(cast, article(cast, summary="Stars shine for 12 years."))
    edit(work, cast.editor, summary=summary)

    with pytest.raises(Refused, match="Not every change is a typo"):
        CorrectTypo(work=fresh(work), by=cast.editor).execute()
    assert fresh(work).summary == "Stars shine for 12 years."


@pytest.mark.parametrize("who", ["scientist", "translator", "author", "intruder"])
def test_only_who_may_publish_corrects_typos(cast: Cast, who: str) -> None:
    policy(allows_typos=True)
    work = published(cast, article(cast, summary="Why the the stars shine."))
    edit(work, cast.editor, summary="Why the stars shine.")

    with pytest.raises(Refused, match="publish"):
        CorrectTypo(work=fresh(work), by=getattr(cast, who)).execute()


SEATS = ({"slug": "science", "reopens": "meaning"}, {"slug": "style", "reopens": "style"}, {"slug": "school", "reopens": "never"})


@pytest.mark.parametrize(
    ("summary", "allows_typos", "carried"),
    [
        ("Why the stars  shine.", False, ["school", "science"]),
        ("Why the stars shine!", False, ["school", "science"]),
        ("Why two stars shine.", False, ["school"]),
        # Where typos need no review but one is sent to it all the same, somebody reads it.
        ("Why the stars  shine.", True, []),
        ("Why no stars shine.", True, ["school"]),
    ],
)
def test_a_change_reopens_exactly_the_seats_that_the_policy_names(
    cast: Cast, summary: str, allows_typos: bool, carried: list[str]
) -> None:
    made = policy(*SEATS)
    work = article(cast, summary="Why the stars shine.")
    round_ = submitted(cast, work)
    experts = [cast.scientist, cast.colleague, cast.person("third@cast.example", "scientist")]
    for seat, expert in zip(SEATS, experts, strict=True):
        Endorse(round=round_, by=expert, seat=seat["slug"]).execute()
    made.allows_typos = allows_typos
    made.save()
    edit(work, cast.editor, summary=summary)
    draft = fresh(work).get_latest_revision_as_object()

    assert sorted(seats_carried(draft, policy_for(draft))) == carried


def test_a_work_without_a_seal_carries_no_seat(cast: Cast) -> None:
    work = article(cast)

    assert seats_carried(work.get_latest_revision_as_object(), policy_for(work)) == []
