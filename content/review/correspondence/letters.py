"""Letters: written in the transaction that they tell of, sent when mail works, each once.

The text of a letter is a template, `emails/review/<kind>.txt`: its first line is the subject. It is written in the
addressee's language when it is sent, so that it says what is true then.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation

from content.core.languages import language
from content.review.correspondence import papers
from content.review.correspondence.calendar import when_awake
from content.review.correspondence.links import language_of, link_to
from content.review.desk.anonymity import Veil, veil_of
from content.review.models import Anonymity, Assignment, Letter, Round

if TYPE_CHECKING:
    from content.people.models import User

log = logging.getLogger("orrery.mail")

# Letters that answer what someone has just done don't wait for the morning.
AT_ONCE = {"link", "verify"}
# What is about an answer or a report that is still owed: once it isn't, the letter would only confuse.
ABOUT_OPEN = {
    "invited": Assignment.ASKED,
    "link": Assignment.ASKED,
    "remind_invited": (Assignment.State.INVITED,),
    "remind_accepted": (Assignment.State.ACCEPTED,),
}
# However long mail is down, a letter older than this tells nothing any more.
TRIED_FOR = timedelta(days=30)


def write(
    kind: str, key: str, to: User, *, assignment: Assignment | None = None, not_before: datetime | None = None, **values: Any
) -> Letter | None:
    """A letter of a kind, unless one with this key was written already."""
    moment = not_before or timezone.now()
    moment = moment if kind in AT_ONCE else when_awake(to, moment)
    letter, new = Letter.objects.get_or_create(
        key=key, defaults={"kind": kind, "to": to, "assignment": assignment, "values": values, "not_before": moment}
    )
    if new:
        transaction.on_commit(_send_soon, robust=True)
    return letter if new else None


def invited(assignment: Assignment) -> None:
    write("invited", f"invited:{assignment.pk}:{assignment.nonce}", assignment.expert, assignment=assignment)


def released(assignment: Assignment) -> None:
    """To an expert whose answer or report isn't needed any more: the link opens nothing from now on."""
    write("released", f"released:{assignment.pk}", assignment.expert, round=assignment.round_id)


def decided(round_: Round, decision: str) -> None:
    """To the author who submitted, and a word of thanks to those who reported."""
    if round_.submitted_by:
        write("decided", f"decided:{round_.pk}", round_.submitted_by, round=round_.pk, decision=decision)
    for report in round_.reports.select_related("by"):
        if report.by:
            write("thanks", f"thanks:{report.pk}", report.by, round=round_.pk, decision=decision)


def send_due() -> int:
    """Send what is due; what can't be sent stays for the next time. Returns how many were sent."""
    due = Letter.objects.to_send().filter(written_at__gt=timezone.now() - TRIED_FOR)
    return sum(_send(pk) for pk in list(due.values_list("pk", flat=True)))


@transaction.atomic
def _send(pk: int) -> bool:
    # Its own row alone: PostgreSQL locks no row that may be missing.
    locked = Letter.objects.select_for_update(of=("self",)).select_related("to", "assignment__round")
    letter = locked.filter(pk=pk, sent_at=None).first()
    if letter is None or _is_moot(letter):
        return False
    morning = when_awake(letter.to, timezone.now())
    if letter.attempts and letter.kind not in AT_ONCE and morning > timezone.now():
        # Mail was down by day: nobody is woken for it by night.
        letter.not_before = morning
        letter.save(update_fields=["not_before"])
        return False
    letter.attempts += 1
    try:
        message_of(letter).send()
        letter.sent_at = timezone.now()
    except Exception:
        log.exception("Letter %s can't be sent yet.", letter.key)
    letter.save(update_fields=["attempts", "sent_at"])
    return letter.sent_at is not None


def _is_moot(letter: Letter) -> bool:
    """Overtaken by what happened before mail worked; then it is taken away."""
    states = ABOUT_OPEN.get(letter.kind)
    if states is None or letter.assignment is None or letter.assignment.state in states:
        return False
    letter.delete()
    return True


def message_of(letter: Letter) -> EmailMessage:
    lang = language_of(letter.to)
    round_ = letter.assignment.round if letter.assignment else Round.objects.filter(pk=letter.values.get("round", 0)).first()
    context = {
        "letter": letter,
        "to": letter.to,
        "assignment": letter.assignment,
        "round": round_,
        "values": letter.values,
        "site_name": settings.WAGTAIL_SITE_NAME,
        "link": link_to(letter.assignment) if letter.assignment else "",
        "admin": f"{settings.ORRERY_BASE_URL}/admin/",
    }
    with translation.override(lang):
        text = _veil(letter, round_).over(render_to_string(f"emails/review/{letter.kind}.txt", context).strip())
        subject, _newline, body = text.partition("\n")
        message = EmailMessage(subject.strip(), body.strip() + "\n", to=[letter.to.email])
        message.extra_headers["Content-Language"] = language(lang).tag
        # Automatic answers would reach nobody.
        message.extra_headers["Auto-Submitted"] = "auto-generated"
        if letter.kind == "invited" and letter.assignment:
            for name, content, mimetype in papers.of_invitation(letter.assignment):
                message.attach(name, content, mimetype)
    return message


def _veil(letter: Letter, round_: Round | None) -> Veil:
    """What covers the authors' names where the addressee reviews without learning them."""
    asked = round_.assignments.filter(expert=letter.to, anonymity=Anonymity.DOUBLE).first() if round_ else None
    return veil_of(asked) if asked else Veil()


def _send_soon() -> None:
    from content.review.tasks import send_letters  # noqa: PLC0415  (tasks import this module)

    send_letters.enqueue()
