"""Contributor, editor, importer, translator, submitter, one person with two accounts: by every road that approves."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from django.db import transaction

from content.core.refusal import Refused
from content.people.models import Person, User
from content.review.actions.decide import Decide
from content.review.actions.endorse import Endorse
from content.review.actions.notice import ApproveNotice, ProposeNotice
from content.review.actions.publish import Publish
from content.review.actions.request_changes import RequestChanges
from content.review.actions.submit import Submit
from content.review.models import ReviewPolicy, Round, Seal
from content.taxonomy.models import Term
from tests.cast import Cast, article, contributor, edit, fresh, published, submitted
from tests.content.review.parts_and_roads import PARTS, ROADS

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_nobody_approves_their_own_work(cast: Cast, part: Callable[[Cast], Round]) -> None:
    round_ = part(cast)
    scientist = User.objects.get(pk=cast.scientist.pk)
    got_through = []
    for road in ROADS:
        with transaction.atomic():
            with suppress(Refused, SystemExit):
                road(round_, scientist)
            if round_.reports.exists() or Seal.objects.filter(round=round_).exists():
                got_through.append(road.__name__)
            transaction.set_rollback(True)

    assert got_through == []


def test_the_roads_lead_somewhere_for_who_has_no_part(cast: Cast) -> None:
    """Else the test above would show nothing."""
    round_, scientist = submitted(cast, article(cast)), cast.scientist
    reached = []
    for road in ROADS:
        with transaction.atomic():
            road(round_, scientist)
            if Seal.objects.exists():
                reached.append(road.__name__)
            transaction.set_rollback(True)

    assert reached == [road.__name__ for road in ROADS]


# Other approvals


def proposed_notice(cast: Cast, work: Any) -> Any:
    return ProposeNotice(work=work, by=cast.editor, notice="correction", was="They don't shine.", now="They do.").execute()


def test_a_notice_is_not_approved_by_who_wrote_the_text_before_its_seal(cast: Cast) -> None:
    work = article(cast)
    edit(work, cast.scientist, summary="Words of the scientist.")
    Submit(work=fresh(work), by=cast.editor).execute()
    Endorse(round=Round.objects.running().get(), by=cast.colleague).execute()
    Publish(work=fresh(work), by=cast.editor).execute()

    with pytest.raises(Refused, match="wrote"):
        ApproveNotice(notice=proposed_notice(cast, fresh(work)), by=cast.scientist).execute()


def test_a_notice_is_not_approved_by_a_contributor_nor_by_who_proposed_it_elsewhere(cast: Cast) -> None:
    work = article(cast)
    contributor(work, user=cast.colleague)
    notice = proposed_notice(cast, published(cast, work))
    twin = cast.person("editor+second@cast.example", "scientist")

    with pytest.raises(Refused, match="contributor"):
        ApproveNotice(notice=notice, by=cast.colleague).execute()
    with pytest.raises(Refused, match="wrote"):
        ApproveNotice(notice=notice, by=twin).execute()
    assert ApproveNotice(notice=notice, by=cast.scientist).execute().state == "public"


@pytest.mark.parametrize("fields", [{"admitted": False}, {"is_active": False}, {"langs": ["fr"]}])
def test_a_notice_is_approved_by_admitted_experts_of_its_language(cast: Cast, fields: dict[str, Any]) -> None:
    notice = proposed_notice(cast, published(cast, article(cast)))
    User.objects.filter(pk=cast.colleague.pk).update(**fields)

    with pytest.raises(Refused):
        ApproveNotice(notice=notice, by=User.objects.get(pk=cast.colleague.pk)).execute()


def test_a_wording_is_not_approved_by_its_writer_under_another_account(cast: Cast) -> None:
    term = Term(slug="star", name="Star", name_en="Star", written_by={"en": cast.editor.pk})
    term.save()
    twin = cast.person("editor+second@cast.example", "scientist")
    outsider = cast.person("outsider@cast.example", "scientist")
    User.objects.filter(pk=outsider.pk).update(admitted=False)

    for who in (cast.editor, twin, User.objects.get(pk=outsider.pk)):
        with pytest.raises(Refused):
            term.approve("en", who)
    term.approve("en", cast.scientist)
    assert Term.objects.get(pk=term.pk).wording("name") == "Star"


def test_endorsing_approves_no_wording_that_the_experts_other_account_wrote(cast: Cast) -> None:
    twin = cast.person("scientist+second@cast.example", "editor")
    work = article(cast)
    person = contributor(work, name="Mallory")
    Person.objects.filter(pk=person.pk).update(written_by={"en": twin.pk})
    Endorse(round=submitted(cast, work), by=cast.scientist).execute()

    assert Person.objects.get(pk=person.pk).wording("name") == ""


def test_a_contributor_who_is_an_editor_does_not_decide_to_approve(cast: Cast) -> None:
    policy = ReviewPolicy.objects.create(slug="decided", name="Decided", needs_decision=True)
    policy.seats.create(slug="science")
    policy.save()
    work = article(cast)
    contributor(work, user=cast.editor)
    round_ = submitted(cast, work)
    Endorse(round=round_, by=cast.scientist).execute()

    with pytest.raises(Refused, match="contributor"):
        Decide(round=round_, by=cast.editor, decision="approve").execute()
    assert Decide(round=round_, by=cast.administrator, decision="approve").execute()


def test_seats_are_not_carried_into_a_stricter_policy(cast: Cast) -> None:
    policy = ReviewPolicy.objects.create(slug="both", name="Both")
    policy.seats.create(slug="science")
    policy.seats.create(slug="style", reopens="never")
    policy.save()
    work = article(cast)
    round_ = submitted(cast, work)
    Endorse(round=round_, by=cast.scientist, seat="science").execute()
    Endorse(round=round_, by=cast.colleague, seat="style").execute()
    edit(work, cast.editor, summary="Other words.")
    assert submitted(cast, work).carried == ["style"]
    RequestChanges(round=Round.objects.running().get(), by=cast.scientist, note="More.").execute()
    policy.seats.filter(slug="style").update(quorum=2, count=2)

    assert submitted(cast, work).carried == []
