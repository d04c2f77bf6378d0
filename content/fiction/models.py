"""Science fiction: a work whose chapters are pages of their own, each reviewed and sealed."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Page

from content.core.fields import ThinStreamField
from content.core.findable import Findable
from content.core.models import Work
from content.core.presentation import Card, cards, cards_of
from content.core.publication import public
from content.fiction.blocks import STATUSES, ScienceNotesBlock
from content.fiction.editing import CHAPTER_PANELS, FICTION_PANELS
from content.media.blocks import BodyBlock
from content.media.models import Covered
from content.people.models import Contributed
from content.taxonomy.models import Classified


class Form(models.TextChoices):
    NOVEL = "novel", _("Novel")
    NOVELLA = "novella", _("Novella")
    SHORT_STORY = "short_story", _("Short story")
    PLAY = "play", _("Play")
    POEM = "poem", _("Poem")


class Completion(models.TextChoices):
    COMPLETE = "complete", _("Complete")
    IN_PROGRESS = "in_progress", pgettext_lazy("a book", "In progress")


class Fiction(Classified, Contributed, Covered, Work):
    public_fields: ClassVar[tuple[str, ...]] = (
        "form",
        "series",
        "series_number",
        "completion",
        "content_notes",
        "first_published",
        "body",
        "chapter_order",
    )

    form = models.CharField(_("form"), max_length=20, choices=Form.choices, default=Form.SHORT_STORY)
    series = models.CharField(_("series"), max_length=300, blank=True)
    series_number = models.CharField(_("number in the series"), max_length=20, blank=True)
    completion = models.CharField(_("completion"), max_length=20, choices=Completion.choices, default=Completion.COMPLETE)
    content_notes = models.TextField(_("content notes"), blank=True, help_text=_("What a reader may want to be warned of."))
    first_published = models.CharField(_("first publication"), max_length=500, blank=True)
    body = ThinStreamField(BodyBlock(), blank=True, verbose_name=_("foreword"))
    # Page ids, in the order that was approved: a move in the tree is a draft until the next approval.
    chapter_order = models.JSONField(_("order of chapters"), default=list, blank=True, editable=False)

    subpage_types: ClassVar[list[str]] = ["fiction.Chapter"]
    template = "pages/fiction/fiction.html"
    content_panels = FICTION_PANELS

    class Meta:
        verbose_name = _("science fiction")
        verbose_name_plural = _("science fiction")

    def findable(self) -> Findable:
        found = super().findable()
        found.add_tags("form", self.form)
        found.add_tags("completion", self.completion)
        found.add_field(self, "series", "series")
        return found

    def schema(self) -> dict[str, Any]:
        kinds = {Form.NOVEL: "Book", Form.NOVELLA: "Book", Form.SHORT_STORY: "ShortStory", Form.PLAY: "Play"}
        return {"@type": kinds.get(Form(self.form), "CreativeWork"), "genre": "Science fiction"}

    def inside(self) -> models.QuerySet[Page]:
        return Page.objects.child_of(self)

    def parts(self) -> list[Work]:
        return list(Chapter.objects.child_of(self).order_by("path"))

    def prepare_for_review(self) -> bool:
        order = [chapter.pk for chapter in self.parts()]
        changed = order != self.chapter_order
        self.chapter_order = order
        return changed

    def chapter_cards(self) -> list[Card]:
        """The public chapters, in the approved order."""
        shown = {card.id: card for card in cards_of(Page.objects.child_of(self).filter(pk__in=self.chapter_order))}
        return [shown[pk] for pk in self.chapter_order if pk in shown]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), "chapters": self.chapter_cards()}


class Chapter(Work):
    public_fields: ClassVar[tuple[str, ...]] = ("body", "science_notes")

    body = ThinStreamField(BodyBlock(), blank=True, verbose_name=_("text"))
    science_notes = ThinStreamField(ScienceNotesBlock(), blank=True, verbose_name=_("science notes"))

    parent_page_types: ClassVar[list[str]] = ["fiction.Fiction"]
    template = "pages/fiction/chapter.html"
    content_panels = CHAPTER_PANELS

    class Meta:
        verbose_name = _("chapter")
        verbose_name_plural = _("chapters")

    def schema(self) -> dict[str, Any]:
        return {"@type": "Chapter"}

    def container(self) -> Work | None:
        return Fiction.objects.filter(path=self.path[: -self.steplen]).first()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        fiction = self.container()
        chapters = fiction.chapter_cards() if isinstance(fiction, Fiction) else []
        ids = [card.id for card in chapters]
        here = ids.index(self.pk) if self.pk in ids else -1
        return {
            **context,
            "book": next(iter(cards([fiction.pk])), None) if fiction else None,
            "chapters": chapters,
            "science_notes": self._notes(),
            "number": here + 1,
            "previous": chapters[here - 1] if here > 0 else None,
            "next": chapters[here + 1] if 0 <= here < len(chapters) - 1 else None,
        }

    def _notes(self) -> list[dict[str, Any]]:
        """The science notes with the public face of what they point to."""
        notes = [(block.id, block.value) for block in self.science_notes]
        wanted = {value["work"].pk for _id, value in notes if value["work"]}
        visible = public(Page.objects.filter(pk__in=wanted)).values_list("pk", flat=True) if wanted else []
        shown = {card.id: card for card in cards(visible)}
        labels = dict(STATUSES)
        return [
            {
                "id": pk,
                "quote": value["quote"],
                "status": value["status"],
                "status_label": labels.get(value["status"], value["status"]),
                "text": value["text"],
                "reference": value["reference"],
                "card": shown.get(value["work"].pk) if value["work"] else None,
            }
            for pk, value in notes
        ]
