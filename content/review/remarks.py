"""What readers are told by a work's title: provisional, corrected, retracted; and by its translations'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.core.presentation import Remark
from content.review.models import Notice, Seal

if TYPE_CHECKING:
    from content.core.models import Work

TEXTS = {
    Notice.Kind.CORRECTION: gettext_lazy("Corrected on %(date)s: %(was)s"),
    Notice.Kind.CLARIFICATION: gettext_lazy("Clarified on %(date)s: %(was)s"),
    Notice.Kind.UPDATE: gettext_lazy("Updated on %(date)s: %(was)s"),
    Notice.Kind.RETRACTION: gettext_lazy("Retracted on %(date)s: don't rely on this text. %(was)s"),
    Notice.Kind.CONCERN: gettext_lazy("The editors expressed concern on %(date)s: %(was)s"),
    Notice.Kind.REMOVAL: gettext_lazy("Removed on %(date)s: %(was)s"),
}


def provisional(work: Work) -> Remark | None:
    seal = getattr(work, "seal_in_force", None)
    if seal is None or seal.record.get("basis") != Seal.Basis.PROVISIONAL:
        return None
    until = seal.record["expires_at"]
    when = formats.date_format(timezone.localtime(until), "DATETIME_FORMAT")
    text = _("Provisional: cleared by one scientist on duty. Without its full review it is taken back on %(when)s.")
    return Remark("provisional", text % {"when": when}, reverse("review_record", args=[work.pk]), _("Review record"))


def noticed(work: Work) -> Remark | None:
    """The gravest public notice of the work, or else the newest of what it was translated from."""
    seal = getattr(work, "seal_in_force", None)
    if seal is None or not seal.record.get("noticed"):
        return None
    notices = list(
        Notice.objects.filter(translation_key=work.translation_key, state=Notice.State.PUBLIC).order_by("-published_at")
    )
    own = [notice for notice in notices if notice.work_id == work.pk]
    own.sort(key=lambda notice: notice.notice not in Notice.CAUTIONARY)
    if own:
        return _remark(own[0], TEXTS[Notice.Kind(own[0].notice)])
    for notice in notices:
        if notice.work_id < work.pk:
            return _remark(notice, gettext_lazy("The source of this translation: %(kind)s on %(date)s. %(was)s"))
    return None


def _remark(notice: Notice, text: object) -> Remark:
    date = formats.date_format(timezone.localtime(notice.published_at), "DATE_FORMAT")
    said = str(text) % {"date": date, "was": notice.was, "kind": notice.get_notice_display()}
    kind = "refused" if notice.notice in Notice.CAUTIONARY else "corrected"
    return Remark(kind, said, reverse("review_record", args=[notice.work_id]) + "#notices", _("Review record"))
