"""Reference text: rows shared by many works, whose wording is approved a language at a time.

The columns a language (django-modeltranslation) hold what was written last; readers see `approved`, the last wording
that someone with the right, who didn't write it, approved. Only columns with a language suffix count: the base column
wanders with the active language.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, Self

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils.translation import gettext as _gettext
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname
from wagtail.search.index import AutocompleteField, BaseField, Indexed, SearchField

from content.core import ledger
from content.core.languages import active, fallbacks
from content.core.refusal import Refused
from content.core.signals import wording_approved

_guards: list[Callable[[Any, ReferenceRow, str], str | None]] = []


def register_guard(guard: Callable[[Any, ReferenceRow, str], str | None]) -> None:
    """`guard` gives a reason why a user may not approve a row's wording in a language, or None."""
    _guards.append(guard)


class ReferenceRow(Indexed, models.Model):
    """Base of subjects, levels, terms, persons, institutions, licences and media."""

    wording_fields: ClassVar[tuple[str, ...]] = ("name",)

    # What the admin finds rows by, beside their wording; nothing is kept beside the table, to be renewed.
    search_fields: ClassVar[list[BaseField]] = [SearchField("slug")]
    search_auto_update = False

    # {language: {field: text}}: what readers see.
    approved = models.JSONField(default=dict, blank=True, editable=False, verbose_name=_("approved wording"))
    # {language: user id}: who wrote the present wording; nobody approves their own.
    written_by = models.JSONField(default=dict, blank=True, editable=False, verbose_name=_("written by"))

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.wording(self.wording_fields[0]) or self.draft(self.wording_fields[0], active()) or str(self.pk)

    @classmethod
    def get_search_fields(cls) -> list[BaseField]:
        """Those of `search_fields`, and the wording in every language."""
        columns = [build_localized_fieldname(field, code) for field in cls.wording_fields for code, _name in settings.LANGUAGES]
        wording = [kind(column) for column in columns for kind in (SearchField, AutocompleteField)]
        return [*super().get_search_fields(), *wording]

    def draft(self, field: str, lang: str) -> str:
        """The wording in the column of `lang`, approved or not."""
        return getattr(self, build_localized_fieldname(field, lang)) or ""

    def set_draft(self, field: str, lang: str, text: str, by_id: int | None = None) -> None:
        setattr(self, build_localized_fieldname(field, lang), text)
        if lang == settings.LANGUAGE_CODE:
            setattr(self, field, text)
        self.written_by = {**self.written_by, lang: by_id}

    def wording(self, field: str, lang: str | None = None) -> str:
        """The approved wording in `lang` (default: the reader's), or in its fallbacks; empty when there is none."""
        for code in fallbacks(lang or active()):
            if text := self.approved.get(code, {}).get(field):
                return str(text)
        return ""

    def pending(self) -> list[str]:
        """The languages whose present wording isn't the approved one."""
        return [code for code, _name in settings.LANGUAGES if self._drafts(code) != self.approved.get(code, {})]

    def approve(self, lang: str, by: Any) -> None:
        """Make the present wording in `lang` the public one. Raises `Refused`."""
        if not by.has_perm("review.approve_wording"):
            raise Refused(_gettext("You may not approve wording."))
        if self.written_by.get(lang) == by.pk:
            raise Refused(_gettext("Nobody approves a wording they wrote."))
        for guard in _guards:
            if reason := guard(by, self, lang):
                raise Refused(reason)
        self.record_approval(lang, by)

    @transaction.atomic
    def record_approval(self, lang: str, by: Any, *, named: bool = True) -> None:
        """Store the approval, with who gave it, in the open or not; the caller has checked who may."""
        self.approved = {**self.approved, lang: self._drafts(lang)}
        approval = apps.get_model("core", "WordingApproval")(
            content_type=ContentType.objects.get_for_model(type(self)),
            object_id=self.pk,
            lang=lang,
            wording=self.approved[lang],
            written_by=self.written_by.get(lang),
            approved_by=by.pk,
            approved_by_name=str(by) if named else "",
        )
        approval.entry = ledger.append("wording", approval.statement())
        approval.save()
        # After the ledger: whoever writes a row waits for the chain first, so that no two wait for each other.
        type(self)._base_manager.filter(pk=self.pk).update(approved=self.approved)
        wording_approved.send(type(self), row=self)

    def with_ancestors(self) -> list[Self]:
        """The row and those above it, where rows form a tree."""
        found: list[Self] = []
        row: Any = self
        while row is not None and row not in found:
            found.append(row)
            row = getattr(row, "parent", None)
        return found

    def _drafts(self, lang: str) -> dict[str, str]:
        return {name: text for name in self.wording_fields if (text := self.draft(name, lang))}
