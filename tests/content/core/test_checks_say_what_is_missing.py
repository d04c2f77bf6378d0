from __future__ import annotations

import pytest
from django.conf import settings

from content.articles.models import Article
from content.core.checks import languages_are_complete, types_are_complete


def test_the_site_as_it_is_misses_nothing() -> None:
    assert languages_are_complete(None) == []
    assert types_are_complete(None) == []


def test_a_language_without_a_catalogue_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "LANGUAGES", [("en", "English"), ("sw", "Kiswahili")])

    assert [(message.id, "locale/sw" in (message.hint or "")) for message in languages_are_complete(None)] == [
        ("orrery.W001", True)
    ]


def test_a_language_that_django_does_not_know_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "LANGUAGES", [("en", "English"), ("xx", "Xx")])

    assert "orrery.E001" in [message.id for message in languages_are_complete(None)]


def test_a_type_without_a_page_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Article, "template", "pages/articles/nothing.html")

    assert [message.id for message in types_are_complete(None)] == ["orrery.E003"]


def test_tibetan_is_known() -> None:
    assert "bo" in dict(settings.LANGUAGES)
