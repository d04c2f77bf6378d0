from __future__ import annotations

from modeltranslation.translator import TranslationOptions, register

from content.media.models import Document, Image, Licence


@register(Licence)
class LicenceTranslation(TranslationOptions):
    fields = ("name",)


@register(Image)
class ImageTranslation(TranslationOptions):
    fields = ("alt", "credit")


@register(Document)
class DocumentTranslation(TranslationOptions):
    fields = ("alt", "credit")
