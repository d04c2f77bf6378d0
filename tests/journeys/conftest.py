"""A browser, and a grown site: a test with real transactions begins with an empty database."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.shots import ARGUMENTS


@pytest.fixture
def chromium() -> Iterator[Any]:
    # Playwright's own loop counts as an event loop to Django.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        yield browser
        browser.close()
    os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE")


@pytest.fixture
def grown_site(transactional_db: None, fresh_index: Path) -> None:
    from django.contrib.contenttypes.models import ContentType
    from wagtail.models import Collection, Locale, Page

    from content.core.tree import grow_tree
    from content.people.roles import set_up_roles
    from content.review.setup import set_up_workflow

    Locale.objects.get_or_create(language_code="en")
    if not Page.objects.filter(depth=1).exists():
        Page.add_root(instance=Page(title="Root", slug="root", content_type=ContentType.objects.get_for_model(Page)))
    if not Collection.objects.filter(depth=1).exists():
        Collection.add_root(name="Root")
    grow_tree()
    set_up_workflow()
    set_up_roles()
