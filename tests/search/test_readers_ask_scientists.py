"""A reader asks what nothing answers: no account, no cookie, nothing kept but the question; the answer stands by its code."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from search.questions.models import ReaderQuestion
from tests.cast import Cast
from tests.rounds import browser

pytestmark = pytest.mark.django_db
ADDRESS = "/en/search/question/"


def test_a_question_is_kept_with_its_language_and_day_and_nothing_else() -> None:
    client = Client()

    response = client.post("/fr/search/question/", {"text": "Pourquoi le ciel est-il bleu ?"}, REMOTE_ADDR="192.0.2.7")

    kept = ReaderQuestion.objects.get()
    assert response["Location"] == f"/fr/search/question/{kept.code}/"
    assert (kept.lang, kept.text, kept.state) == ("fr", "Pourquoi le ciel est-il bleu ?", "new")
    assert {field.name for field in ReaderQuestion._meta.get_fields()} == {
        *("id", "code", "lang", "text", "state", "answer", "answered_by", "asked_on"),
    }
    assert not client.cookies


def test_the_form_begins_with_what_was_searched_for() -> None:
    page = Client().get(ADDRESS, {"q": "why <b>?"}).content.decode()

    assert "why &lt;b&gt;?</textarea>" in page


def test_an_editor_answers_and_whoever_has_the_code_reads_it(cast: Cast) -> None:
    kept = ReaderQuestion.objects.create(lang="en", text="Why is the sky blue?")
    page = reverse("search:answer", args=[kept.code])
    assert "The answer will stand on this page" in Client().get(page).content.decode()

    edit = reverse(ReaderQuestion.snippet_viewset.get_url_name("edit"), args=[kept.pk])
    browser(cast.editor).post(edit, {"state": "answered", "answer": "Blue light scatters most."})

    kept.refresh_from_db()
    assert (kept.state, kept.answered_by) == ("answered", cast.editor)
    assert kept.text == "Why is the sky blue?"
    assert "Blue light scatters most." in Client().get(page).content.decode()
    assert Client().get(reverse("search:answer", args=["NOSUCHCODE"])).status_code == 404


def test_who_has_no_right_sees_no_questions(cast: Cast) -> None:
    address = reverse(ReaderQuestion.snippet_viewset.get_url_name("list"))

    assert browser(cast.editor).get(address).status_code == 200
    assert browser(cast.author).get(address).status_code in {302, 403}


def test_floods_machines_and_other_sites_are_refused() -> None:
    client = Client()
    statuses = [client.post(ADDRESS, {"text": f"Question {number}?"}).status_code for number in range(4)]
    assert statuses == [302, 302, 302, 400]
    assert ReaderQuestion.objects.count() == 3

    other = {"REMOTE_ADDR": "192.0.2.8"}
    assert client.post(ADDRESS, {"text": "Spam", "website": "x"}, **other).status_code == 302
    assert client.post(ADDRESS, {"text": "Spam"}, headers={"Sec-Fetch-Site": "cross-site"}, **other).status_code == 403
    assert client.post(ADDRESS, {"text": "  "}, **other).status_code == 400
    assert client.post(ADDRESS, {"text": "x" * 1001}, **other).status_code == 400
    assert ReaderQuestion.objects.count() == 3
