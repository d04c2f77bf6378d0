from __future__ import annotations

from typing import Any

import pytest
from django.core import mail, signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from content.core.refusal import Refused
from content.people.models import User
from content.people.roles import give_role
from content.review import policies
from content.review.actions.admit import SALT, Admit, ProposeExpert, address_link
from content.review.actions.confirm_address import ConfirmAddress
from content.review.actions.describe_expert import AnswerWishes, SetDuty
from content.review.actions.invite import Invite
from content.review.actions.withdraw_admission import WithdrawAdmission
from content.review.experts.suggesting import suggest
from content.review.models import Assignment, ExpertProfile
from content.review.seats.seating import Seat
from tests.cast import Cast, article, edit, submitted

pytestmark = pytest.mark.django_db


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def proposed(cast: Cast, email: str = "marie@lab.example") -> User:
    return ProposeExpert(by=cast.editor, email=email, name="Marie Curie", reason="Two prizes.").execute().user


def admitted(cast: Cast, email: str = "marie@lab.example") -> User:
    user = proposed(cast, email)
    ConfirmAddress(expert=user).execute()
    Admit(expert=User.objects.get(pk=user.pk), by=cast.administrator, reason="She knows.").execute()
    return User.objects.get(pk=user.pk)


def form_of(**fields: Any) -> dict[str, Any]:
    return {
        "name": "Marie Curie",
        "email": "marie@lab.example",
        "lang": "fr",
        "reason": "Two prizes.",
        "roles": ["scientist"],
        **fields,
    }


def post(user: User, expert: User, **fields: Any) -> str:
    page = browser(user).post(reverse("review:expert", args=[expert.pk]), fields, follow=True)
    assert page.status_code == 200
    return str(page.content.decode())


def test_an_editor_proposes_the_expert_confirms_and_an_administrator_admits(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        page = browser(cast.editor).post(reverse("review:propose"), form_of(subjects=["astronomy"], langs=["fr"]), follow=True)
    assert "is proposed" in page.content.decode()
    expert = User.objects.get(email="marie@lab.example")
    assert not expert.admitted
    assert "/fr/review-address/" in str(mail.outbox[0].body)
    assert "confirmed yet" in post(cast.administrator, expert, admit="1", reason="Known.")

    Client().post("/" + address_link(expert).split("/", 3)[3])
    assert "is admitted" in post(cast.administrator, expert, admit="1", reason="Known.")

    expert = User.objects.get(pk=expert.pk)
    assert (expert.admitted, expert.role, expert.subjects, expert.langs) == (True, "scientist", ["astronomy"], ["fr"])
    assert expert.expert_profile.admitted_because == "Known."
    assert "other subjects" in str(policies.may_endorse(expert, submitted(cast, article(cast, lang="fr"))))


def test_the_link_in_the_mail_changes_nothing_until_it_is_confirmed_there() -> None:
    user = proposed(Cast())
    path = "/" + address_link(user).split("/", 3)[3]
    visitor = Client()

    assert "marie@lab.example" in visitor.get(path).content.decode()
    visitor.head(path)
    assert ExpertProfile.objects.get(user=user).address_verified_at is None

    assert "confirmed" in visitor.post(path).content.decode()
    assert ExpertProfile.objects.get(user=user).is_verified


@pytest.mark.parametrize("said", [None, [1], [0, "x@y.example"]])
def test_a_broken_link_says_what_to_do(said: Any) -> None:
    token = signing.dumps(said, salt=SALT) if said else "nonsense"
    response = Client().post(reverse("review_address", args=[token]))

    assert response.status_code == 404
    assert "This link doesn't work any more" in response.content.decode()


@pytest.mark.parametrize("who", ["scientist", "author", "translator", "intruder"])
def test_only_editors_propose(cast: Cast, who: str) -> None:
    user = getattr(cast, who)

    assert browser(user).post(reverse("review:propose"), form_of()).status_code in {302, 403}
    assert browser(user).get(reverse("review:experts")).status_code in {302, 403}
    with pytest.raises(Refused):
        ProposeExpert(by=user, email="marie@lab.example", name="M", reason="R").execute()
    assert not User.objects.filter(email="marie@lab.example").exists()


@pytest.mark.parametrize("who", ["editor", "scientist", "author", "intruder"])
def test_nobody_without_the_right_admits(cast: Cast, who: str) -> None:
    expert = proposed(cast)
    ConfirmAddress(expert=expert).execute()

    browser(getattr(cast, who)).post(reverse("review:expert", args=[expert.pk]), {"admit": "1", "reason": "Me."})

    assert not User.objects.get(pk=expert.pk).admitted


def test_who_proposed_does_not_admit_nor_does_anybody_admit_themselves(cast: Cast) -> None:
    administrator = cast.administrator
    ProposeExpert(by=administrator, email="marie@lab.example", name="Marie Curie", reason="Prizes.").execute()
    expert = User.objects.get(email="marie@lab.example")
    ConfirmAddress(expert=expert).execute()
    assert "someone else admits" in post(administrator, expert, admit="1", reason="Me.")

    other = cast.person("second@cast.example", "administrator", orcid="0000-0002-1825-0097")
    double = cast.person("double@cast.example", "scientist", orcid="0000-0002-1825-0097")
    User.objects.filter(pk=double.pk).update(admitted=False)
    ExpertProfile.objects.create(user=double, address_verified_at=timezone.now())
    assert "Nobody admits themselves" in post(other, double, admit="1", reason="Me.")
    assert not User.objects.filter(pk__in=[expert.pk, double.pk], admitted=True).exists()


def test_a_reason_is_needed_and_kept(cast: Cast) -> None:
    expert = proposed(cast)
    ConfirmAddress(expert=expert).execute()
    assert "A reason is needed" in post(cast.administrator, expert, admit="1", reason="  ")

    post(cast.administrator, expert, admit="1", reason="She knows.")
    assert "She knows." in browser(cast.editor).get(reverse("review:expert", args=[expert.pk])).content.decode()
    assert ModelLogEntry.objects.get(action="orrery.admit").data["reason"] == "She knows."


def test_an_author_admitted_as_an_educator_and_scientist_can_fill_both_seats(cast: Cast) -> None:
    author = cast.author
    User.objects.filter(pk=author.pk).update(admitted=False)
    roles = ["educator", "scientist"]
    ProposeExpert(by=cast.editor, email=author.email, name="A", reason="Teaches.", roles=roles).execute()
    ConfirmAddress(expert=author).execute()
    Admit(expert=User.objects.get(pk=author.pk), by=cast.administrator, reason="Teaches well.").execute()

    author = User.objects.get(pk=author.pk)
    assert author.role == "author"
    assert [policies.role_missing(author, Seat(role, role)) for role in roles] == [None, None]


def test_a_new_address_has_to_be_confirmed_before_its_owner_counts_again(cast: Cast) -> None:
    expert = admitted(cast)
    round_ = submitted(cast, article(cast))
    assert policies.may_endorse(expert, round_) is None

    User.objects.filter(pk=expert.pk).update(email="another@lab.example")
    expert = User.objects.get(pk=expert.pk)

    assert "isn't confirmed" in str(policies.may_endorse(expert, round_))
    ConfirmAddress(expert=expert).execute()
    assert policies.may_endorse(User.objects.get(pk=expert.pk), round_) is None


def test_whoever_has_a_part_in_the_work_brings_in_no_expert_for_it(cast: Cast) -> None:
    expert = admitted(cast)
    work = article(cast)
    edit(work, cast.administrator, summary="Mine.")
    round_ = submitted(cast, work)

    assert "Who admitted you has a part" in str(policies.may_endorse(expert, round_))
    assert expert not in [each.expert for each in suggest(round_, round_.terms.seats[0])]
    with pytest.raises(Refused):
        Invite(round=round_, by=cast.editor, expert=expert, seat="science", anonymity="", reason="").execute()


def test_a_withdrawn_admission_is_kept_with_its_reason_and_releases_what_is_in_hand(cast: Cast) -> None:
    expert = admitted(cast)
    round_ = submitted(cast, article(cast))
    Invite(round=round_, by=cast.editor, expert=expert, seat="science", anonymity="", reason="").execute()

    assert "any more" in post(cast.administrator, expert, withdraw="1", reason="Left science.")

    expert = User.objects.get(pk=expert.pk)
    assert not expert.admitted
    assert expert.expert_profile.withdrawn_because == "Left science."
    assert Assignment.objects.get(expert=expert).state == Assignment.State.WITHDRAWN
    assert policies.may_endorse(expert, round_) is not None
    Admit(expert=expert, by=cast.administrator, reason="Came back.").execute()
    assert User.objects.get(pk=expert.pk).admitted


def test_only_whoever_admits_withdraws_puts_on_duty_or_grants_wishes(cast: Cast) -> None:
    expert = admitted(cast)
    for action in (
        WithdrawAdmission(expert=expert, by=cast.editor, reason="No."),
        SetDuty(expert=expert, by=cast.editor, on_duty=True),
        SetDuty(expert=expert, by=expert, on_duty=True),
        AnswerWishes(expert=expert, by=expert, granted=True),
    ):
        with pytest.raises(Refused):
            action.execute()

    post(cast.administrator, expert, duty="on")
    assert ExpertProfile.objects.get(user=expert).on_duty


def test_the_letter_is_sent_again_once_a_day(cast: Cast) -> None:
    expert = proposed(cast)

    assert "already" in post(cast.editor, expert, confirm="1")
    User.objects.filter(pk=expert.pk).update(email="new@lab.example")
    assert "asked to confirm" in post(cast.editor, User.objects.get(pk=expert.pk), confirm="1")


def test_wagtails_own_pages_for_accounts_admit_nobody(cast: Cast) -> None:
    fields = {
        "email": "sly@cast.example",
        "first_name": "Sly",
        "last_name": "Fox",
        "password1": "a-Long-Pass-1",
        "password2": "a-Long-Pass-1",
    }
    forged = {**fields, "admitted": "on", "role": "scientist", "subjects": "[]"}

    browser(cast.administrator).post(reverse("wagtailusers_users:add"), forged)
    assert User.objects.get(email="sly@cast.example").admitted is False
    browser(cast.editor).post(reverse("wagtailusers_users:add"), {**forged, "email": "sly2@cast.example"})
    assert not User.objects.filter(email="sly2@cast.example").exists()

    sly = User.objects.get(email="sly@cast.example")
    give_role(sly, "scientist")
    assert "isn't admitted" in str(policies.may_endorse(sly, submitted(cast, article(cast))))
    browser(sly).post(reverse("wagtailadmin_account"), {"name_email-email": "sly@cast.example", "admitted": "on"})
    assert User.objects.get(pk=sly.pk).admitted is False
