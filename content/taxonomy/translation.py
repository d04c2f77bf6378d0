from __future__ import annotations

from modeltranslation.translator import TranslationOptions, register

from content.taxonomy.models import Level, Subject, Term


@register(Subject)
class SubjectTranslation(TranslationOptions):
    fields = ("name", "introduction")


@register(Level)
class LevelTranslation(TranslationOptions):
    fields = ("name", "description")


@register(Term)
class TermTranslation(TranslationOptions):
    fields = ("name", "definition")
