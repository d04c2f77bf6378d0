from __future__ import annotations

from modeltranslation.translator import TranslationOptions, register

from content.review.models import LetterTemplate


@register(LetterTemplate)
class LetterTemplateTranslation(TranslationOptions):
    fields = ("text",)
