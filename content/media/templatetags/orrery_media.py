"""Pictures in templates: in a fixed number of queries, whatever the length of the list."""

from __future__ import annotations

from typing import Any

from django import template

from content.media.models import Image

register = template.Library()
# What `components/cards.html` asks for: of photographs, and of drawings, which stay drawings.
CARD_RENDITIONS = ("fill-640x400|format-webp", "fill-640x400")


@register.simple_tag
def with_covers(cards: list[Any]) -> list[dict[str, Any]]:
    """Each card with its cover, in two queries."""
    images = Image.objects.filter(pk__in={card.cover_id for card in cards if card.cover_id}).prefetch_renditions(*CARD_RENDITIONS)
    known = {image.pk: image for image in images}
    return [{"card": card, "image": known.get(card.cover_id)} for card in cards]


@register.filter
def credit_of(image: Image, lang: str) -> str:
    """The approved credit in a language, with the licence's approved name."""
    parts = [image.wording("credit", lang)]
    if image.licence:
        parts.append(image.licence.wording("name", lang))
    return " · ".join(part for part in parts if part)


@register.filter
def alt_of(image: Image, lang: str) -> str:
    return image.wording("alt", lang)
