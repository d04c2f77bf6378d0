"""The forms in which works and shared rows are edited."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import QueryDict
from modeltranslation.utils import build_localized_fieldname
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm

from content.core.languages import active
from content.core.reference import ReferenceRow


class OwnNewlines:
    """Browsers send every line break as CR LF; what was imported has LF: saving what nobody changed must change nothing."""

    def __init__(self, data: QueryDict | None = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(_with_plain_newlines(data), *args, **kwargs)  # type: ignore[call-arg]  # mixed into a form


def _with_plain_newlines(data: QueryDict | None) -> QueryDict | None:
    if data is None or not any("\r\n" in value for name in data for value in data.getlist(name)):
        return data
    plain = data.copy()
    for name, values in data.lists():
        plain.setlist(name, [value.replace("\r\n", "\n") for value in values])
    return plain


class WorkForm(OwnNewlines, WagtailAdminPageForm):
    """An address left empty is made from the title, in any script: no writer of Chinese has to invent one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False


class RecordsWriters:
    """A form of a shared row notes who wrote the wording of each language: nobody approves their own."""

    instance: ReferenceRow
    changed_data: list[str]

    def writer(self) -> Any:
        return getattr(self, "for_user", None) or getattr(self, "user", None)

    def save(self, commit: bool = True) -> Any:
        by = self.writer()
        for lang in self._languages_written():
            self.instance.written_by = {**self.instance.written_by, lang: by.pk if by else None}
        return super().save(commit)  # type: ignore[misc]  # mixed into a model form

    def _languages_written(self) -> set[str]:
        written = set()
        for name in self.changed_data:
            for field in self.instance.wording_fields:
                if name == field:
                    written.add(active())
                elif name.startswith(f"{field}_"):
                    written |= {code for code, _name in settings.LANGUAGES if name == build_localized_fieldname(field, code)}
        return written


class ReferenceForm(OwnNewlines, RecordsWriters, WagtailAdminModelForm):
    """The default language's name is needed: it is where every other language falls back."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first = build_localized_fieldname(self.instance.wording_fields[0], settings.LANGUAGE_CODE)
        if first in self.fields:
            self.fields[first].required = True
