"""What an import asks for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from content.core.registry import work_types
from content.exchange.safety import FORMATS, PICTURES


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(file, initial) for file in files]


class ImportForm(forms.Form):
    kind = forms.ChoiceField(label=_("What it is"))
    lang = forms.ChoiceField(label=_("Language, where the file doesn't say"), required=False)
    files = FilesField(  # type: ignore[assignment]  # the form's field, not its uploads
        label=_("File, or the files of one work"),
        help_text=_("Markdown, EPUB, Word, OpenDocument, HTML, LaTeX, JATS or plain text; pictures and meta.json beside it."),
        widget=SeveralFiles(attrs={"accept": ",".join([*FORMATS, *PICTURES, ".json"])}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [model for model in work_types() if model.parent_page_types == ["core.Section"]]
        self.fields["kind"].choices = [(model.kind(), model._meta.verbose_name) for model in kinds]  # type: ignore[attr-defined]
        self.fields["lang"].choices = [("", _("As the file says")), *settings.LANGUAGES]  # type: ignore[attr-defined]
