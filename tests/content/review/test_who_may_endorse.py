from __future__ import annotations

import pytest

from content.core.publication import is_public
from content.core.refusal import Refused
from content.review.actions.endorse import Endorse
from content.review.actions.publish import Publish
from content.review.actions.request_changes import RequestChanges
from content.review.actions.submit import Submit
from content.review.models import Round, Seal
from tests.cast import Cast, approved, article, contributor, edit, fiction, fresh, published, submitted

pytestmark = pytest.mark.django_db


def test_a_scientist_endorses_and_an_editor_publishes(cast: Cast) -> None:
    work = approved(cast, article(cast))

    assert not is_public(work)
    assert Publish(work=work, by=cast.editor).execute()
    assert is_public(work)


def test_publishing_again_changes_nothing(cast: Cast) -> None:
    work = published(cast, article(cast))

    assert not Publish(work=work, by=cast.editor).execute()


@pytest.mark.parametrize("who", ["editor", "author", "translator", "intruder"])
def test_only_scientists_endorse(cast: Cast, who: str) -> None:
    round_ = submitted(cast, article(cast))

    with pytest.raises(Refused, match="scientist"):
        Endorse(round=round_, by=getattr(cast, who)).execute()


def test_nobody_endorses_a_work_they_wrote_a_word_of(cast: Cast) -> None:
    work = article(cast)
    edit(work, cast.scientist, summary="My own word.")
    round_ = submitted(cast, work)

    with pytest.raises(Refused, match="edited"):
        Endorse(round=round_, by=cast.scientist).execute()
    assert Endorse(round=round_, by=cast.colleague).execute()


def test_an_edit_before_the_last_seal_is_no_bar_later(cast: Cast) -> None:
    work = article(cast)
    edit(work, cast.colleague, summary="A colleague's word.")
    published(cast, work)
    edit(work, cast.editor, summary="Another word.")

    assert approved(cast, work, by=cast.colleague)


def test_nobody_endorses_a_work_they_contributed_to(cast: Cast) -> None:
    work = article(cast)
    contributor(work, user=cast.scientist)
    round_ = submitted(cast, work)

    with pytest.raises(Refused, match="contributor"):
        Endorse(round=round_, by=cast.scientist).execute()


def test_an_administrator_who_edited_is_refused_too(cast: Cast) -> None:
    work = article(cast)
    edit(work, cast.administrator, summary="An administrator's word.")
    round_ = submitted(cast, work)

    with pytest.raises(Refused, match="edited"):
        Endorse(round=round_, by=cast.administrator).execute()


@pytest.mark.parametrize(
    ("fields", "why"),
    [({"admitted": False}, "admitted"), ({"langs": ["fr"]}, "languages"), ({"subjects": ["chemistry"]}, "subjects")],
)
def test_rights_languages_and_subjects_bar(cast: Cast, fields: dict[str, object], why: str) -> None:
    round_ = submitted(cast, article(cast))
    for name, value in fields.items():
        setattr(cast.scientist, name, value)
    cast.scientist.save()

    with pytest.raises(Refused, match=why):
        Endorse(round=round_, by=cast.scientist).execute()


def test_a_draft_that_was_not_submitted_is_not_endorsed(cast: Cast) -> None:
    article(cast)

    with pytest.raises(Refused, match="submitted"):
        Endorse(round=None, by=cast.scientist).execute()


def test_changes_requested_end_the_round_and_the_next_one_can_be_endorsed(cast: Cast) -> None:
    work = article(cast)
    RequestChanges(round=submitted(cast, work), by=cast.scientist, note="Mention fusion.").execute()
    edit(work, cast.editor, summary="Fusion makes them shine.")

    published(cast, work)

    assert [round_.state for round_ in Round.objects.order_by("pk")] == ["changes_requested", "approved"]
    assert fresh(work).summary == "Fusion makes them shine."


def test_what_is_approved_as_it_stands_is_not_asked_again(cast: Cast) -> None:
    work = approved(cast, article(cast))

    with pytest.raises(Refused, match="nothing to review"):
        Submit(work=work, by=cast.editor).execute()


def test_each_chapter_has_its_own_seal(cast: Cast) -> None:
    book = published(cast, fiction(cast, chapters=3))

    assert Seal.objects.filter(kind="chapter").count() == 3
    assert [card.title for card in book.chapter_cards()] == ["Chapter 1", "Chapter 2", "Chapter 3"]


def test_the_editor_in_a_hurry_may_not_publish_while_it_is_in_review(cast: Cast) -> None:
    work = article(cast)
    submitted(cast, work)

    with pytest.raises(Refused, match="in review"):
        Publish(work=fresh(work), by=cast.editor).execute()
    with pytest.raises(Refused, match="publish"):
        Publish(work=fresh(work), by=cast.scientist).execute()
