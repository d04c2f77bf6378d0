"""What readers are told by a work's title: provisional, corrected, retracted; by its translations'; and where it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.timesince import timeuntil
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.core.languages import language
from content.core.remarks import Badge, Remark
from content.review.models import Notice, Publication, Seal
from content.review.public.badges import badge_of_notice, moment, on

if TYPE_CHECKING:
    from content.core.models import Work
    from content.core.publication import SealInForce

Kind = Notice.Kind

TEXTS = {
    Kind.CORRECTION: gettext_lazy("Corrected on %(date)s."),
    Kind.CLARIFICATION: gettext_lazy("Clarified on %(date)s."),
    Kind.UPDATE: gettext_lazy("Updated on %(date)s."),
    Kind.RETRACTION: gettext_lazy("Retracted on %(date)s: don't rely on this text."),
    Kind.CONCERN: gettext_lazy("The editors expressed concern about this text on %(date)s."),
    Kind.REMOVAL: gettext_lazy("Removed on %(date)s because of others' rights."),
}
OF_SOURCE = {
    Kind.CORRECTION: gettext_lazy("The source of this translation was corrected on %(date)s."),
    Kind.CLARIFICATION: gettext_lazy("The source of this translation was clarified on %(date)s."),
    Kind.UPDATE: gettext_lazy("The source of this translation was updated on %(date)s."),
    Kind.RETRACTION: gettext_lazy("The source of this translation was retracted on %(date)s: don't rely on this text."),
    Kind.CONCERN: gettext_lazy("The editors expressed concern about the source of this translation on %(date)s."),
    Kind.REMOVAL: gettext_lazy("The source of this translation was removed on %(date)s because of others' rights."),
}
SOURCE_BADGES = {
    Kind.RETRACTION: gettext_lazy("Its source was retracted"),
    Kind.CONCERN: gettext_lazy("Concern about its source"),
    Kind.REMOVAL: gettext_lazy("Its source was removed"),
}
MARKS = {
    Kind.CORRECTION: gettext_lazy("Corrected here"),
    Kind.CLARIFICATION: gettext_lazy("Clarified here"),
    Kind.UPDATE: gettext_lazy("Updated here"),
    Kind.RETRACTION: gettext_lazy("Retracted here"),
    Kind.CONCERN: gettext_lazy("Concern about this passage"),
    Kind.REMOVAL: gettext_lazy("Removed here"),
}
# As schema.org's creativeWorkStatus; not for the screen.
STATUSES = {Kind.RETRACTION: "Retracted", Kind.CONCERN: "Expression of concern"}


def provisional(work: Work) -> list[Remark]:
    seal: SealInForce | None = getattr(work, "seal_in_force", None)
    if seal is None or seal.record.get("basis") != Seal.Basis.PROVISIONAL:
        return []
    until = seal.record["expires_at"]
    text = _(
        "Provisional: cleared by one scientist on duty. Without its full review it is taken back on %(when)s (%(left)s from now)."
    ) % {"when": moment(until), "left": timeuntil(until)}
    url = reverse("review_record", args=[work.pk])
    return [Remark("provisional", text, url, _("Review record"), until=until, status="Provisional")]


def noticed(work: Work) -> list[Remark]:
    """The public notices of the work, what warns before what mends; and those of the work that it is a translation of."""
    seal: SealInForce | None = getattr(work, "seal_in_force", None)
    if seal is None or not seal.record.get("noticed"):
        return []
    original = seal.record["original"]
    # What came before the original, and is deleted, was an original too.
    about = Q(work_id=work.pk) | Q(work_id__lte=original, translation_key=work.translation_key)
    found = gravest_first(Notice.objects.filter(about))
    own = [remark_of(notice) for notice in found if notice.work_id == work.pk]
    return own + [_of_source(notice) for notice in found if notice.work_id != work.pk and not _taken_up(notice, seal)]


def gravest_first(notices: QuerySet[Notice]) -> list[Notice]:
    """What the ledger says of each, whatever stands in its row."""
    public = notices.filter(state=Notice.State.PUBLIC).select_related("entry").order_by("-published_at")
    found = [notice for notice in public if notice.as_signed()]
    return sorted(found, key=lambda notice: notice.notice not in Notice.CAUTIONARY)


def about_version(reference: str, work_id: int) -> list[Remark]:
    """The notices that say that this version was wrong, and those that warn of the work whatever its version."""
    wrong = Q(seal_before=reference) | Q(notice__in=Notice.CAUTIONARY)
    return [remark_of(notice) for notice in gravest_first(Notice.objects.filter(wrong, work_id=work_id))]


def farewell(work_id: int) -> list[Remark]:
    """Why a work isn't public any more."""
    warnings = Notice.objects.filter(work_id=work_id, notice__in=Notice.CAUTIONARY)
    found = [remark_of(notice) for notice in gravest_first(warnings)]
    over = Publication.objects.filter(work_id=work_id, provisional_until__lte=timezone.now())
    # One that its review ended sooner wasn't ended by the clock.
    over = over.filter(Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=F("provisional_until")))
    for until in over.values_list("provisional_until", flat=True):
        text = _("It was public for a time on the word of one scientist. Its full review wasn't done by %(when)s.")
        found.append(Remark("provisional", text % {"when": moment(until)}))
    return found


def remark_of(notice: Notice) -> Remark:
    """A notice by the title of the work it is about."""
    kind, published = Kind(notice.notice), notice.said_at
    refused = kind in Notice.CAUTIONARY
    return Remark(
        "refused" if refused else "corrected",
        str(TEXTS[kind]) % {"date": on(published)},
        reverse("review_record", args=[notice.work_id]) + f"#notice-{notice.pk}",
        _("Review record"),
        badge=badge_of_notice(kind, published),
        details=_details(notice),
        language=language(notice.lang),
        passages=tuple(notice.passages),
        mark=str(MARKS[kind]),
        anchor=f"notice-{notice.pk}",
        schema={
            "@type": "CorrectionComment",
            "name": kind.value.replace("_", " "),
            "text": " → ".join(text for text in (notice.was, notice.now) if text),
            "inLanguage": language(notice.lang).tag,
            "datePublished": published.isoformat(),
        },
        status=STATUSES.get(kind, ""),
    )


def _of_source(notice: Notice) -> Remark:
    """The same by the title of a translation, which may still say what was wrong."""
    kind = Kind(notice.notice)
    refused = kind in Notice.CAUTIONARY
    return Remark(
        "refused" if refused else "corrected",
        str(OF_SOURCE[kind]) % {"date": on(notice.said_at)},
        reverse("review_record", args=[notice.work_id]) + f"#notice-{notice.pk}",
        _("Review record of the source"),
        badge=Badge("refused" if refused else "corrected", str(SOURCE_BADGES.get(kind, _("Its source was corrected")))),
        details=_details(notice),
        language=language(notice.lang),
        passages=tuple(notice.passages),
        mark=_("The source of this passage was corrected") if not refused else _("About the source of this passage"),
        anchor=f"notice-{notice.pk}",
    )


def _taken_up(notice: Notice, seal: SealInForce) -> bool:
    """Whether the translation went through a full review after its source was corrected; a warning is never over."""
    if notice.notice in Notice.CAUTIONARY or seal.record["basis"] != Seal.Basis.REVIEW:
        return False
    submitted = seal.record["submitted_on"]
    return bool(submitted and notice.said_at < submitted)


def _details(notice: Notice) -> tuple[tuple[str, str], ...]:
    said = ((_("What was wrong"), notice.was), (_("What is right"), notice.now), (_("Reported by"), notice.reported_by))
    return tuple((label, words) for label, words in said if words)
