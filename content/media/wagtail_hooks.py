from __future__ import annotations

from django.http import Http404, HttpRequest
from wagtail import hooks

from content.media.models import Document
from content.media.views import may_see


@hooks.register("before_serve_document")
def only_public_documents(document: Document, request: HttpRequest) -> None:
    """Documents of drafts are not served to the anonymous, by any address."""
    if not may_see(request, document):
        raise Http404
