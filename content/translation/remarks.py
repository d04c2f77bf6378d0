"""What readers of a translation are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from content.core.presentation import cards
from content.core.remarks import Badge, Remark
from content.translation.models import TranslationLink

if TYPE_CHECKING:
    from content.core.models import Work


def outdated(work: Work) -> list[Remark]:
    link = TranslationLink.objects.filter(work_id=work.pk).first()
    if link is None or not link.is_outdated():
        return []
    source = next(iter(cards([link.source_id])), None)
    text = _("A newer version of the source exists.")
    badge = Badge("outdated", _("A newer version of the source exists"))
    return [Remark("outdated", text, source.url if source else "", source.title if source else "", badge)]
