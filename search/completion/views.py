"""`GET /LANG/search/complete?q=`: what a combobox offers while one types, as JSON."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import conditional_page, require_safe

from content.core.languages import active
from search.completion.suggesting import Suggestion, suggest


@require_safe
@conditional_page
def complete(request: HttpRequest) -> HttpResponse:
    """Groups of suggestions under their names; `status` is said to who doesn't see the list."""
    found = suggest(request.GET.get("q", ""), active())
    groups = [(_("Works"), found.works), (_("Terms"), found.terms), (_("People"), found.persons)]
    count = sum(len(items) for _label, items in groups)
    answer = {
        "label": _("Suggestions"),
        "status": ngettext("%(count)d suggestion", "%(count)d suggestions", count) % {"count": count},
        "groups": [{"label": label, "items": [_item(item) for item in items]} for label, items in groups if items],
    }
    response = JsonResponse(answer)
    # Kept, but asked for again: what is withdrawn isn't offered once more from a cache.
    patch_cache_control(response, public=True, no_cache=True)
    return response


def _item(suggestion: Suggestion) -> dict[str, Any]:
    language = suggestion.language
    return {
        "text": suggestion.text,
        "lang": language.tag,
        "dir": language.direction,
        "url": suggestion.url,
        "detail": suggestion.detail,
    }
