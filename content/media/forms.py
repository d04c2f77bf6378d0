"""Forms of images and documents: who wrote their wording is noted, as of every shared row."""

from __future__ import annotations

from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from content.core.forms import RecordsWriters


class ImageForm(RecordsWriters, BaseImageForm):
    """Alternative text and credit are written in the language of the admin."""


class DocumentForm(RecordsWriters, BaseDocumentForm):
    """As for images."""
