"""Where what was typed is answered."""

from __future__ import annotations

from django.urls import reverse
from django.utils.http import urlencode


def results_of_query(query: str) -> str:
    """The page of results of a query, in the active language."""
    return f"{reverse('search:results')}?{urlencode({'q': query})}"
