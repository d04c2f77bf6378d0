"""Finding a work by the id that commands, links and search hits carry: the page's id, stable over versions."""

from __future__ import annotations

from django.utils.translation import gettext as _
from wagtail.models import Page

from content.core.models import Work
from content.core.refusal import Refused


def work_of(work_id: int) -> Work:
    """The specific live row of a work; `Refused` when the id is none's."""
    page = Page.objects.filter(pk=work_id).first()
    work = page.specific if page else None
    if not isinstance(work, Work):
        raise Refused(_("There is no work with the id %(id)s.") % {"id": work_id})
    return work
