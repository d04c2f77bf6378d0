"""What the forms of review let people choose from, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django import forms

from content.core.languages import languages
from content.core.registry import work_types
from content.review.seats.seating import CRITERIA
from content.taxonomy.models import Level, Subject

Choices = list[tuple[str, str]]


def kinds() -> Choices:
    return [(model.kind(), str(model._meta.verbose_name).capitalize()) for model in work_types()]


def criteria() -> Choices:
    return [(name, str(text)) for name, text in CRITERIA.items()]


def langs() -> Choices:
    return [(language.code, language.name) for language in languages()]


def levels() -> Choices:
    return [(level.slug, str(level)) for level in Level.objects.all()]


def subjects() -> Choices:
    """The tree of sciences: what is part of another comes after it, with a dash for each step down."""
    below: dict[int | None, list[Subject]] = {}
    for subject in Subject.objects.all():
        below.setdefault(subject.parent_id, []).append(subject)

    def walk(parent: int | None, depth: int) -> Iterator[tuple[str, str]]:
        for subject in sorted(below.get(parent, ()), key=str):
            yield subject.slug, f"{'– ' * depth}{subject}"
            yield from walk(subject.pk, depth + 1)

    return list(walk(None, 0))


def any_of(source: Callable[[], Choices]) -> Callable[[], Choices]:
    """A choice that may stay open."""
    return lambda: [("", "—"), *source()]


class Several(forms.MultipleChoiceField):
    """Checkboxes for a list kept as JSON. What it holds and nobody knows any more stays a choice: an empty list bars nothing."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, source: Callable[[], Choices], *args: Any, **kwargs: Any) -> None:
        self.source = source
        kwargs.setdefault("required", False)
        super().__init__(*args, choices=source, **kwargs)

    def keep(self, held: Iterable[str]) -> None:
        known = self.source()
        names = {value for value, _name in known}
        self.choices = [*known, *((value, value) for value in held if value not in names)]
