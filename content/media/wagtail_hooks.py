from __future__ import annotations

from typing import ClassVar

from django.http import Http404, HttpRequest
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from content.core.editing import ReferenceViewSet
from content.media.models import Document, Licence
from content.media.views import may_see


@hooks.register("before_serve_document")
def only_public_documents(document: Document, request: HttpRequest) -> None:
    """Documents of drafts are not served to the anonymous, by any address."""
    if not may_see(request, document):
        raise Http404


class LicenceViewSet(ReferenceViewSet):
    model = Licence
    icon = "lock-open"
    add_to_admin_menu = True
    menu_order = 320
    plain_fields: ClassVar[list[str]] = ["slug", "url", "allows_adaptation"]


register_snippet(LicenceViewSet)
