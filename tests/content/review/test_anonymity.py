"""An anonymous expert is named nowhere that authors or readers look; a double anonymous one reads no author's name either."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import PageLogEntry, TaskState

from content.core import ledger
from content.core.models import LedgerEntry
from content.people.models import User
from content.people.roles import give_role
from content.review.actions.decide import Decide
from content.review.actions.publish import Publish
from content.review.actions.submit import Submit
from content.review.models import Report, Round
from search.indexing import catch_up
from tests.cast import Cast, article, edit, fresh
from tests.content.review.desk import Desk, invited, sent

pytestmark = pytest.mark.django_db

FIRST, LAST, ORCID = "Zephyrina", "Quillfeather", "0000-0002-1825-0097"
NAMES = (FIRST, LAST, "zephyrina@quill.example", ORCID)
AUTHOR = "Bartholomew Inkwell"


def expert() -> User:
    user = User.objects.create_user(NAMES[2], "a-Long-Pass-1", first_name=FIRST, last_name=LAST, admitted=True, orcid=ORCID)
    give_role(user, "scientist")
    return user


def told(text: str, names: tuple[str, ...] = NAMES) -> list[str]:
    """The names in a text, each with what stands around it."""
    lower = text.casefold()
    places = {name: lower.find(name.casefold()) for name in names}
    return [f"{name}: {text[max(0, at - 60) : at + 60]}" for name, at in places.items() if at >= 0]


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def of_author(cast: Cast) -> Any:
    work = article(cast)
    work.owner = cast.author
    work.save(update_fields=["owner"])
    return edit(work, cast.author, summary="Why do they shine?")


def in_round(cast: Cast, work: Any) -> Round:
    Submit(work=fresh(work), by=cast.author).execute()
    return Round.objects.running().get(work_id=work.pk)


def reviewed_anonymously(cast: Cast) -> Any:
    """Changes are asked for in a first round, a second one is endorsed, all by mail link and anonymously; then it is public."""
    zephyrina, work = expert(), of_author(cast)
    desk = Desk(invited(cast, in_round(cast, work), zephyrina, anonymity="anonymous")).accept()
    desk.comment(text="Please say which gas", severity="must")
    desk.post("review_link_report", recommendation="changes", note="Name the gas.", to_editor="Fine otherwise")
    edit(work, cast.author, summary="Hydrogen makes them shine.")
    desk = Desk(invited(cast, in_round(cast, work), zephyrina, anonymity="anonymous")).accept()
    desk.post("review_link_report", recommendation="endorse", note="Good now.")
    Publish(work=fresh(work), by=cast.editor).execute()
    catch_up()
    return fresh(work)


def pages_of_author(work: Any) -> list[str]:
    name = "wagtailadmin_pages:"
    found = [
        "/admin/",
        reverse("review:board"),
        reverse(f"{name}edit", args=[work.pk]),
        reverse(f"{name}history", args=[work.pk]),
        reverse(f"{name}history_results", args=[work.pk]),
        reverse(f"{name}workflow_history", args=[work.pk]),
        reverse("wagtailadmin_explore", args=[work.get_parent().pk]),
        reverse("wagtailadmin_reports:workflow"),
        reverse("wagtailadmin_reports:workflow_tasks"),
        reverse("wagtailadmin_reports:site_history"),
    ]
    states = work.workflow_states.values_list("pk", flat=True)
    found += [reverse(f"{name}workflow_history_detail", args=[work.pk, pk]) for pk in states]
    for pk in Round.objects.of_work(work.pk).values_list("pk", flat=True):
        found += [reverse("review:round", args=[pk]), reverse("review:snapshot", args=[pk])]
    return found


def pages_of_readers(work: Any) -> list[str]:
    found = [work.url_path_public, "/en/", "/en/articles/", reverse("review_head"), "/en/feed/"]
    found += [reverse("review_record", args=[work.pk]), reverse("review_record_json", args=[work.pk])]
    for report in Report.objects.all():
        found += [reverse("review_certificate", args=[report.code]), reverse("review_certificate_pdf", args=[report.code])]
        found.append(reverse("review_thanks", args=[report.made_at.year]))
    found += [reverse("review_version", args=[seal]) for seal in work_seals(work)]
    return found


def work_seals(work: Any) -> list[str]:
    from content.review.models import Seal

    return list(Seal.objects.filter(work_id=work.pk).values_list("reference", flat=True))


def test_authors_and_readers_learn_the_name_of_an_anonymous_expert_nowhere(cast: Cast) -> None:
    work = reviewed_anonymously(cast)

    author, wrong = signed_in(cast.author), []
    for path in pages_of_author(work):
        wrong += [f"author {path}: {name}" for name in told(author.get(path, follow=True).content.decode())]
    for path in pages_of_readers(work):
        wrong += [f"reader {path}: {name}" for name in told(Client().get(path).content.decode(errors="replace"))]
    assert wrong == []
    # A search repeats what was asked, and finds nothing by it.
    for client, path in ((author, reverse("wagtailadmin_pages:search")), (Client(), "/en/search/")):
        assert work.title not in client.get(path, {"q": LAST}).content.decode()


def test_what_is_written_down_and_shown_to_others_names_nobody(cast: Cast) -> None:
    work = reviewed_anonymously(cast)
    ledger_text = json.dumps(list(LedgerEntry.objects.values_list("payload", flat=True)))

    assert told(ledger_text) == []
    assert told(ledger.path().read_text()) == []
    zephyrina = User.objects.get(email=NAMES[2])
    assert not PageLogEntry.objects.filter(page_id=work.pk, user=zephyrina).exists()
    assert not TaskState.objects.filter(finished_by=zephyrina).exists()
    assert PageLogEntry.objects.filter(page_id=work.pk, action="orrery.endorse").exists()
    seal = work.seal_in_force.record if getattr(work, "seal_in_force", None) else {}
    assert told(json.dumps(seal, default=str)) == []


def test_letters_to_others_name_nobody(cast: Cast) -> None:
    reviewed_anonymously(cast)

    to_others = [message for message in sent() if message.to != [NAMES[2]]]

    assert any(cast.author.email in message.to for message in to_others)
    for message in to_others:
        assert told(str(message.message()) + message.body) == []


def test_a_decision_with_a_letter_names_no_expert(cast: Cast) -> None:
    work = of_author(cast)
    desk = Desk(invited(cast, in_round(cast, work), expert(), anonymity="anonymous")).accept()
    desk.comment(text="Please say which gas")
    Decide(round=desk.assignment.round, by=cast.editor, decision="major", letter="Please revise.").execute()

    letters = [message for message in sent() if message.to == [cast.author.email]]
    assert letters
    assert told("".join(message.body + str(message.message()) for message in letters)) == []
    assert told(signed_in(cast.author).get(reverse("review:round", args=[desk.assignment.round_id])).content.decode()) == []


def test_the_certificate_of_an_anonymous_review_names_its_holder_to_the_holder_and_never_the_work(cast: Cast) -> None:
    work = reviewed_anonymously(cast)
    report = Report.objects.latest("pk")
    url = reverse("review_certificate_pdf", args=[report.code])

    for client in (Client(), signed_in(cast.author), signed_in(cast.editor), signed_in(cast.administrator)):
        assert client.get(url).status_code == 404
    holder = signed_in(User.objects.get(email=NAMES[2])).get(url)
    assert holder["Content-Type"] == "application/pdf"
    assert holder.content.startswith(b"%PDF")
    assert work.title.encode() not in holder.content
    assert b"/Author" not in holder.content
    assert work.title not in Client().get(reverse("review_certificate", args=[report.code])).content.decode()


def test_what_an_open_expert_says_is_said_by_name(cast: Cast) -> None:
    """The same places do show a name where one may be shown: the tests above look at the right ones."""
    zephyrina, work = expert(), of_author(cast)
    desk = Desk(invited(cast, in_round(cast, work), zephyrina, anonymity="open")).accept()
    desk.post("review_link_report", recommendation="endorse")
    Publish(work=fresh(work), by=cast.editor).execute()

    record = Client().get(reverse("review_record", args=[work.pk])).content.decode()
    history = signed_in(cast.author).get(reverse("wagtailadmin_pages:history", args=[work.pk])).content.decode()
    assert LAST in record
    assert LAST in history
