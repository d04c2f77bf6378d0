from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from content.people.models import User
from content.review.actions.case import ReportError
from content.review.desk.reading import texts_of
from content.review.models import Notice, Publication, ReaderCase
from tests.cast import Cast, article, published

pytestmark = pytest.mark.django_db


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def reported(work: Any, **fields: str) -> ReaderCase:
    cache.clear()
    texts = texts_of(Publication.objects.get(work_id=work.pk))
    address = next(name for name, text in texts.items() if "hot gas" in text)
    said = {"text": "It is plasma.", "address": address, "quote": "hot gas", "credit": "A reader", **fields}
    return ReportError(work_id=work.pk, **said).execute()


def answer(user: User, case: ReaderCase, **fields: str) -> str:
    page = browser(user).post(reverse("review:cases"), {"case": str(case.pk), **fields}, follow=True)
    return str(page.content.decode())


def test_an_editor_answers_and_the_reader_finds_it(cast: Cast) -> None:
    case = reported(published(cast, article(cast)))
    page = browser(cast.editor).get(reverse("review:cases")).content.decode()
    assert "hot gas" in page
    assert "It is plasma." in page

    assert "will find your answer" in answer(cast.editor, case, answer="Both words are used.", send="1")

    case.refresh_from_db()
    assert (case.state, case.answered_by) == ("answered", cast.editor)
    assert "Both words are used." in Client().get(reverse("review_case", args=[case.code])).content.decode()


def test_a_case_is_dismissed_with_an_answer_only(cast: Cast) -> None:
    case = reported(published(cast, article(cast)))

    assert "The answer is empty" in answer(cast.editor, case, answer="  ", dismiss="1")
    answer(cast.editor, case, answer="This is an opinion.", dismiss="1")

    case.refresh_from_db()
    assert case.state == "dismissed"


@pytest.mark.parametrize("who", ["scientist", "author", "intruder"])
def test_others_neither_read_nor_answer_cases(cast: Cast, who: str) -> None:
    case = reported(published(cast, article(cast)))
    client = browser(getattr(cast, who))

    assert client.get(reverse("review:cases")).status_code in {302, 403}
    client.post(reverse("review:cases"), {"case": str(case.pk), "answer": "No.", "send": "1"})
    case.refresh_from_db()
    assert case.state == "new"


def test_a_case_becomes_a_correction_with_credit_that_a_scientist_approves(cast: Cast) -> None:
    work = published(cast, article(cast))
    case = reported(work)
    address = reverse("review:notice", args=[work.pk]) + f"?case={case.pk}"

    page = browser(cast.editor).get(address).content.decode()
    assert 'value="A reader"' in page
    assert f'value="{case.address}"' in page
    assert page.count("checked") >= 2
    data = {"kind": "correction", "was": "hot gas", "now": "plasma", "reported_by": "A reader", "passages": [case.address]}
    response = browser(cast.editor).post(address, data, follow=True)
    assert "waits for an expert" in response.content.decode()
    notice = Notice.objects.get()
    assert (notice.passages, notice.reported_by, notice.state) == ([case.address], "A reader", "proposed")
    cases = browser(cast.editor).get(reverse("review:cases")).content.decode()
    assert "It became a notice" in cases
    assert "in work" in cases
    assert not ReaderCase.objects.new().exists()

    browser(cast.scientist).post(reverse("review:notices"), {"notice": str(notice.pk), "approve": "1"})

    notice.refresh_from_db()
    case.refresh_from_db()
    assert (notice.state, notice.approved_by, case.state) == ("public", cast.scientist, "corrected")
    assert "it is closed" in answer(cast.editor, case, answer="Again.", send="1")


@pytest.mark.parametrize("who", ["editor", "author", "translator", "intruder"])
def test_nobody_but_a_scientist_approves_a_notice(cast: Cast, who: str) -> None:
    work = published(cast, article(cast))
    data = {"kind": "clarification", "was": "Gas is meant loosely."}
    browser(cast.editor).post(reverse("review:notice", args=[work.pk]), data)
    notice = Notice.objects.get()

    browser(getattr(cast, who)).post(reverse("review:notices"), {"notice": str(notice.pk), "approve": "1"})

    notice.refresh_from_db()
    assert notice.state == "proposed"


def test_a_scientist_who_is_not_admitted_neither_approves_nor_dismisses(cast: Cast) -> None:
    work = published(cast, article(cast))
    browser(cast.editor).post(reverse("review:notice", args=[work.pk]), {"kind": "clarification", "was": "Loosely."})
    notice = Notice.objects.get()
    User.objects.filter(pk=cast.colleague.pk).update(admitted=False)

    for button in ("approve", "dismiss"):
        browser(cast.colleague).post(reverse("review:notices"), {"notice": str(notice.pk), button: "1"})

    notice.refresh_from_db()
    assert notice.state == "proposed"


def test_a_warning_is_public_at_once(cast: Cast) -> None:
    work = published(cast, article(cast))

    page = browser(cast.editor).post(
        reverse("review:notice", args=[work.pk]), {"kind": "retraction", "was": "All of it."}, follow=True
    )

    assert "The notice is public" in page.content.decode()
    assert Notice.objects.get().state == "public"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"kind": "correction", "was": "x"}, "Say what is right"),
        ({"kind": "correction", "was": "", "now": "y"}, "required"),
        ({"kind": "gossip", "was": "x"}, "Select a valid choice"),
        ({"kind": "update", "was": "x", "passages": ["nowhere/1"]}, "Select a valid choice"),
    ],
)
def test_a_notice_that_says_too_little_is_refused_with_what_was_typed(cast: Cast, data: dict[str, Any], said: str) -> None:
    work = published(cast, article(cast))

    response = browser(cast.editor).post(reverse("review:notice", args=[work.pk]), data)

    assert response.status_code == 422
    assert said in response.content.decode()
    assert not Notice.objects.exists()


@pytest.mark.parametrize("who", ["scientist", "author", "intruder"])
def test_others_begin_no_notice(cast: Cast, who: str) -> None:
    work = published(cast, article(cast))

    response = browser(getattr(cast, who)).post(reverse("review:notice", args=[work.pk]), {"kind": "retraction", "was": "x"})

    assert response.status_code in {302, 403}
    assert not Notice.objects.exists()


def test_a_draft_has_nothing_to_correct(cast: Cast) -> None:
    page = browser(cast.editor).get(reverse("review:notice", args=[article(cast).pk]), follow=True)

    assert "was never public" in page.content.decode()


@pytest.mark.parametrize("pk", ["", "x", "99999999999999999999", "0"])
def test_a_case_or_notice_that_is_not_there_is_not_found(cast: Cast, pk: str) -> None:
    for name, key in (("review:cases", "case"), ("review:notices", "notice")):
        assert browser(cast.editor).post(reverse(name), {key: pk, "answer": "x"}).status_code == 404


def test_the_menu_has_the_pages_that_each_may_see(cast: Cast) -> None:
    home = reverse("wagtailadmin_home")
    editors, experts = (browser(user).get(home).content.decode() for user in (cast.editor, cast.scientist))

    for name in ("board", "profile", "cases", "notices", "experts", "policies", "reports"):
        assert reverse(f"review:{name}") in editors
    assert reverse("review:profile") in experts
    for name in ("cases", "experts", "policies", "reports"):
        assert reverse(f"review:{name}") not in experts
    assert reverse("review:cases") not in browser(cast.author).get(home).content.decode()
