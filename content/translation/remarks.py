"""What readers of a translation are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from content.core.presentation import Remark, cards
from content.translation.models import TranslationLink

if TYPE_CHECKING:
    from content.core.models import Work


def outdated(work: Work) -> Remark | None:
    link = TranslationLink.objects.filter(work_id=work.pk).first()
    if link is None or not link.is_outdated():
        return None
    source = next(iter(cards([link.source_id])), None)
    return Remark(
        "outdated", _("A newer version of the source exists."), source.url if source else "", source.title if source else ""
    )
