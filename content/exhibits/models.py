"""Exhibits, objects or phenomena shown; and the exhibitions that gather them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from content.core.fields import ThinStreamField
from content.core.findable import Findable
from content.core.languages import code_of
from content.core.models import Work
from content.core.presentation import cards
from content.core.publication import public
from content.core.reading import count_units
from content.exhibits.blocks import DimensionsBlock, RoomsBlock, ViewsBlock
from content.exhibits.editing import EXHIBIT_PANELS, EXHIBITION_PANELS
from content.exhibits.periods import centuries
from content.media.blocks import BodyBlock
from content.media.models import Covered
from content.people.models import Contributed, Institution
from content.taxonomy.models import Classified

# Museum practice for object labels (Serrell, "Exhibit Labels": about 50 to 75 words); Han text by characters.
LABEL_BUDGET = {"han": 140, "tibetan": 140}
LABEL_WORDS = 75


class Exhibit(Classified, Contributed, Covered, Work):
    public_fields: ClassVar[tuple[str, ...]] = (
        "identifier",
        "maker",
        "date_display",
        "date_from",
        "date_to",
        "place",
        "material",
        "dimensions",
        "institution",
        "location",
        "label",
        "views",
        "body",
    )

    identifier = models.CharField(_("accession number"), max_length=100, blank=True)
    maker = models.CharField(_("maker"), max_length=500, blank=True)
    date_display = models.CharField(_("date, as shown"), max_length=200, blank=True, help_text=_("“c. 1543”, “Tang dynasty”."))
    date_from = models.IntegerField(_("earliest year"), null=True, blank=True, help_text=_("Negative before our era."))
    date_to = models.IntegerField(_("latest year"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=500, blank=True)
    material = models.CharField(_("material"), max_length=500, blank=True)
    dimensions = ThinStreamField(DimensionsBlock(), blank=True, verbose_name=_("dimensions"))
    institution = models.ForeignKey(
        Institution, models.PROTECT, null=True, blank=True, verbose_name=_("holding institution"), related_name="+"
    )
    location = models.CharField(_("place in the institution"), max_length=500, blank=True)
    label = models.TextField(_("label"), blank=True, help_text=_("The short text beside the exhibit."))
    views = ThinStreamField(ViewsBlock(), blank=True, verbose_name=_("views"))
    body = ThinStreamField(BodyBlock(), blank=True, verbose_name=_("text"))

    template = "pages/exhibits/exhibit.html"
    content_panels = EXHIBIT_PANELS

    class Meta:
        verbose_name = _("exhibit")
        verbose_name_plural = _("exhibits")

    def clean(self) -> None:
        super().clean()
        script = self.language.script if self.locale_id else "latin"
        budget = LABEL_BUDGET.get(script, LABEL_WORDS)
        used = count_units(self.label, script)
        if used > budget:
            message = gettext("The label has %(used)d words or characters; at most %(budget)d fit beside an exhibit.")
            raise ValidationError({"label": message % {"used": used, "budget": budget}})
        if self.date_from is not None and self.date_to is not None and self.date_from > self.date_to:
            raise ValidationError({"date_to": gettext("The latest year is before the earliest.")})

    def findable(self) -> Findable:
        found = super().findable()
        for name, field in (("identifier", "identifier"), ("contributor", "maker"), ("place", "place"), ("place", "location")):
            found.add_field(self, field, name)
        found.add_tags("period", *centuries(self.date_from, self.date_to))
        if self.institution:
            for row in self.institution.with_ancestors():
                found.add_tags("institution", row.slug)
                found.add_words("institution", row.wording("name", code_of(self)))
        return found

    def facts(self) -> list[tuple[str, str]]:
        """What a museum's caption says, in its order: label and value."""
        facts = [
            (gettext("maker"), self.maker),
            (gettext("date"), self.date_display),
            (gettext("place"), self.place),
            (gettext("material"), self.material),
        ]
        sizes = [self._dimension(block.value) for block in self.dimensions]
        facts.append((gettext("dimensions"), ", ".join(sizes)))
        if self.institution:
            facts.append((gettext("holding institution"), self.institution.wording("name", self.locale.language_code)))
        facts += [(gettext("place in the institution"), self.location), (gettext("accession number"), self.identifier)]
        return [(label, value) for label, value in facts if value]

    @staticmethod
    def _dimension(value: Any) -> str:
        kind = dict(value.block.child_blocks["kind"].field.choices).get(value["kind"], value["kind"])
        return f"{kind} {value['value']:f} {value['unit']}"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), "facts": self.facts()}


class Exhibition(Classified, Contributed, Covered, Work):
    public_fields: ClassVar[tuple[str, ...]] = ("body", "rooms")

    body = ThinStreamField(BodyBlock(), blank=True, verbose_name=_("introduction"))
    rooms = ThinStreamField(RoomsBlock(), blank=True, verbose_name=_("rooms"))

    template = "pages/exhibits/exhibition.html"
    content_panels = EXHIBITION_PANELS

    class Meta:
        verbose_name = _("exhibition")
        verbose_name_plural = _("exhibitions")

    def inside(self) -> models.QuerySet[Page]:
        return Page.objects.filter(pk__in=self._chosen())

    def _chosen(self) -> list[int]:
        return [page.pk for room in self.rooms for page in room.value["exhibits"] if page]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        chosen = self._chosen()
        visible = set(public(Exhibit.objects.filter(pk__in=chosen)).values_list("pk", flat=True))
        shown = {card.id: card for card in cards(visible)}
        rooms = [
            {
                "id": room.id,
                "title": room.value["title"],
                "narrative": room.value["narrative"],
                "cards": [shown[page.pk] for page in room.value["exhibits"] if page and page.pk in shown],
            }
            for room in self.rooms
        ]
        return {**super().get_context(request, *args, **kwargs), "rooms": rooms}
