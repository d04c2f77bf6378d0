"""The state of a public work in a word: by its title, on its card, in what a search finds."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Case, OuterRef, QuerySet, Value, When
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.core.remarks import Badge
from content.review.models import Notice, Seal

NOTICED = {
    Notice.Kind.CORRECTION: gettext_lazy("Corrected on %(date)s"),
    Notice.Kind.CLARIFICATION: gettext_lazy("Clarified on %(date)s"),
    Notice.Kind.UPDATE: gettext_lazy("Updated on %(date)s"),
    Notice.Kind.RETRACTION: gettext_lazy("Retracted on %(date)s"),
    Notice.Kind.CONCERN: gettext_lazy("Expression of concern, %(date)s"),
    Notice.Kind.REMOVAL: gettext_lazy("Removed on %(date)s"),
}
# What works are filtered by: the kinds of badge that lists show.
STATES = [
    ("approved", gettext_lazy("Reviewed by experts")),
    ("provisional", gettext_lazy("Provisional")),
    ("corrected", gettext_lazy("Corrected or updated")),
    ("refused", gettext_lazy("Retracted or of concern")),
]


def badge_of(basis: str, *, is_translation: bool) -> Badge:
    if basis == Seal.Basis.PROVISIONAL:
        return Badge("provisional", _("Provisional"))
    return Badge("approved", _("This translation was reviewed") if is_translation else _("Reviewed by experts"))


def badge_of_notice(notice: str, at: datetime) -> Badge:
    kind = "refused" if notice in Notice.CAUTIONARY else "corrected"
    return Badge(kind, str(NOTICED[Notice.Kind(notice)]) % {"date": on(at)})


def badge_in_lists(basis: str, *, is_translation: bool, notice: str | None, noticed_at: datetime | None) -> Badge:
    """The gravest: a list has room for one."""
    if notice and noticed_at and (notice in Notice.CAUTIONARY or basis != Seal.Basis.PROVISIONAL):
        return badge_of_notice(notice, noticed_at)
    return badge_of(basis, is_translation=is_translation)


def gravest_notice() -> QuerySet[Notice]:
    """For a subquery of publications: their public notices, what warns before what mends, the newest first."""
    grave = Case(
        When(notice=Notice.Kind.RETRACTION, then=Value(0)), When(notice__in=Notice.CAUTIONARY, then=Value(1)), default=Value(2)
    )
    found = Notice.objects.filter(work_id=OuterRef("work_id"), state=Notice.State.PUBLIC)
    return found.order_by(grave, "-published_at")


def on(at: datetime) -> str:
    """A day, in the reader's language."""
    return formats.date_format(timezone.localtime(at), "DATE_FORMAT")


def moment(at: datetime) -> str:
    """A day and hour with the zone of its clock, in the reader's language."""
    local = timezone.localtime(at)
    return f"{formats.date_format(local, 'DATETIME_FORMAT')} {local.tzname() or ''}".strip()
