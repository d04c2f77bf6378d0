"""The orders that a reader may choose."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from search.documents import Sort

SORTS = {
    Sort.RELEVANCE: _("Relevance"),
    Sort.NEWEST: _("Newest first"),
    Sort.TITLE: pgettext_lazy("order of a list", "Title"),
}
