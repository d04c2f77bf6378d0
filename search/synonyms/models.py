"""What editors declare to mean the same."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import PreviewableMixin

from search.synonyms.matching import forms
from search.synonyms.thesaurus import Group

MOST_WORDS, LONGEST = 30, 100


def languages() -> list[tuple[str, str]]:
    return list(settings.LANGUAGES)


class SynonymGroup(PreviewableMixin, models.Model):
    """Effective at once: search asks for the version of all groups with each query."""

    class Direction(models.TextChoices):
        EQUIVALENT = "equivalent", _("each of them finds all others")
        ONE_WAY = "one_way", _("the first one also finds the others, not the reverse")

    lang = models.CharField(_("language"), max_length=12, choices=languages)
    words = models.TextField(_("words"), help_text=_("Words or phrases that mean the same, or spellings of a word: one a line."))
    direction = models.CharField(_("direction"), max_length=12, choices=Direction.choices, default=Direction.EQUIVALENT)
    note = models.CharField(_("note for editors"), max_length=255, blank=True)
    changed_at = models.DateTimeField(auto_now=True, db_index=True)

    class Meta:
        verbose_name = _("group of synonyms")
        verbose_name_plural = _("synonyms")
        ordering = ("lang", "words")

    def __str__(self) -> str:
        return (" → " if self.direction == self.Direction.ONE_WAY else " = ").join(self.listed()[:5])

    def listed(self) -> list[str]:
        lines = (" ".join(line.split()) for line in self.words.replace("\x00", "").splitlines())
        return list(dict.fromkeys(line for line in lines if line))

    def clean(self) -> None:
        words = self.listed()
        self.words = "\n".join(words)
        if len({forms(word, self.lang) for word in words} - {()}) < 2:
            raise ValidationError({"words": _gettext("At least two different words are needed, one a line.")})
        if len(words) > MOST_WORDS or max(map(len, words)) > LONGEST:
            message = _gettext("At most %(count)d lines of at most %(length)d characters.")
            raise ValidationError({"words": message % {"count": MOST_WORDS, "length": LONGEST}})

    def as_group(self) -> Group:
        words = tuple(self.listed())
        asked = words[:1] if self.direction == self.Direction.ONE_WAY else words
        return Group(self.lang, asked, words)

    # The editor's side panel shows what the group changes, before it is saved.

    def make_preview_request(self, *args: Any, **kwargs: Any) -> HttpResponse:
        self._preview_language = get_language()
        return super().make_preview_request(*args, **kwargs)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        with override(self._preview_language):
            return super().serve_preview(request, mode_name).render()

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "search/synonyms/preview.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        from search.synonyms.preview import changes_by  # noqa: PLC0415  (the engines' modules import models)

        return {"changes": changes_by(self), "language": self.lang}
