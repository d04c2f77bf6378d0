"""Papers that go with a review: the date in a calendar, the snapshot to read offline, the certificate.

None of them names who must not be named, neither on the page nor in what the file says of itself.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

import icalendar
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from content.core.languages import isolated, language
from content.core.typesetting import pdf
from content.review.correspondence.links import language_of, link_to
from content.review.correspondence.printing import printed
from content.review.desk.anonymity import veil_of
from content.review.models import Publication

if TYPE_CHECKING:
    from content.review.models import Assignment, Report

log = logging.getLogger("orrery.papers")
PDF = "application/pdf"


def of_invitation(assignment: Assignment) -> Iterator[tuple[str, bytes, str]]:
    """(file name, content, media type) of each paper that an invitation carries.

    A snapshot that can't be printed keeps no invitation back: it is noted, and read on the desk.
    """
    yield "review.ics", due_date(assignment), "text/calendar"
    try:
        with transaction.atomic():
            paper = snapshot(assignment)
    except Exception:
        log.exception("The snapshot of round %s can't be printed.", assignment.round_id)
        return
    yield "snapshot.pdf", paper, PDF


def due_date(assignment: Assignment) -> bytes:
    """An iCalendar object (RFC 5545): the day on which the report is due, with an alarm the day before."""
    due = timezone.localtime(assignment.report_by or timezone.now() + timedelta(days=14)).date()
    title = _("Review due: %(title)s") % {"title": veil_of(assignment).over(assignment.round.title)}
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Orrery//review//")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    # A date to take into one's calendar, no meeting to answer.
    calendar.add("method", "PUBLISH")
    event = icalendar.Event()
    event.add("uid", f"review-{assignment.pk}@{settings.ORRERY_BASE_URL.partition('://')[2].partition('/')[0]}")
    event.add("dtstamp", timezone.now())
    event.add("sequence", int(assignment.invited_at.timestamp()) % 1_000_000_000)
    event.add("summary", title)
    event.add("dtstart", due)
    event.add("dtend", due + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("url", link_to(assignment))
    alarm = icalendar.Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", timedelta(hours=-15))
    event.add_component(alarm)
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def snapshot(assignment: Assignment) -> bytes:
    """The snapshot as PDF, in its own language, headed in the reader's; passages have the numbers of the desk.

    Raises `TypesettingFailed`.
    """
    round_, veil = assignment.round, veil_of(assignment)
    minutes = ngettext("%(count)d minute", "%(count)d minutes", round_.minutes) % {"count": round_.minutes}
    facts = [_("Reading time: %(time)s") % {"time": minutes}]
    if assignment.report_by:
        when = formats.date_format(timezone.localtime(assignment.report_by), "DATE_FORMAT")
        facts.append(_("Report due: %(when)s") % {"when": when})
    if Publication.objects.filter(work_id=round_.work_id).exists():
        facts.append(_("For review only: this version isn't public yet. Remarks may name passages by their numbers."))
    else:
        facts.append(_("For review only: nothing of it is public yet. Remarks may name passages by their numbers."))
    body, files = printed(round_, veil)
    data = {
        "title": veil.over(round_.title),
        "kicker": f"{settings.WAGTAIL_SITE_NAME} · {_('Expert review')}",
        "facts": facts,
        "reader_rtl": translation.get_language_bidi(),
    }
    return pdf("snapshot", data, language(round_.lang), body=body, files=files)


def certificate(report: Report) -> bytes:
    """The certificate of a review, in the reviewer's language: of an anonymous one it names the holder, never the work.

    Raises `TypesettingFailed`.
    """
    lang = language_of(report.by) if report.by else settings.LANGUAGE_CODE
    with translation.override(lang):
        date = timezone.localtime(report.made_at)
        if report.is_open:
            said = _("reviewed “%(title)s” as an expert on %(date)s.") % {
                "title": isolated(report.round.title),
                "date": formats.date_format(date, "DATE_FORMAT"),
            }
        else:
            said = _("reviewed a work as an anonymous expert in %(month)s.") % {
                "month": formats.date_format(date, "YEAR_MONTH_FORMAT")
            }
        address = settings.ORRERY_BASE_URL + reverse("review_certificate", args=[report.code])
        data = {
            "title": _("Certificate of review"),
            "site": settings.WAGTAIL_SITE_NAME,
            "holder": report.by_name,
            "orcid": f"ORCID {report.by_orcid}" if report.by_orcid else "",
            "lines": [said, _("Readers rely on such work. Thank you.")],
            "check": _("Anyone can check this certificate by its code:"),
            "code": report.code,
            "address": address,
        }
        return pdf("certificate", data, language(lang))
