"""Files of media: anyone sees those of public works; drafts' files only those who may choose media in the admin."""

from __future__ import annotations

import mimetypes

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from content.core.protection import is_public_media
from content.media.models import Document, Image, Rendition

# What a browser may show in place; anything else is a download.
INLINE = {
    "image/avif",
    "image/gif",
    "image/jpeg",
    "image/png",
    "image/webp",
    "image/svg+xml",
    "audio/mpeg",
    "audio/ogg",
    "video/mp4",
    "video/webm",
    "text/vtt",
}


@require_safe
def serve_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """An original, a rendition or a document by its name in the storage; 404 for whoever may not see it."""
    media = _media_of(name)
    if media is None or not may_see(request, media) or not default_storage.exists(name):
        raise Http404
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    response = FileResponse(default_storage.open(name), content_type=kind, as_attachment=kind not in INLINE)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if is_public_media(media) else "private, no-store"
    return response


def may_see(request: HttpRequest, media: Image | Document) -> bool:
    return request.user.has_perm("wagtailadmin.access_admin") or is_public_media(media)


def _media_of(name: str) -> Image | Document | None:
    rendition = Rendition.objects.select_related("image").filter(file=name).first()
    if rendition:
        return rendition.image
    return Image.objects.filter(file=name).first() or Document.objects.filter(file=name).first()
