from __future__ import annotations

from modeltranslation.translator import TranslationOptions, register

from content.people.models import Institution, Person


@register(Institution)
class InstitutionTranslation(TranslationOptions):
    fields = ("name",)


@register(Person)
class PersonTranslation(TranslationOptions):
    fields = ("name", "biography")
