"""Write, submit, approve, publish, read, find: in a real browser, in Chinese and in Arabic."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from content.core.tree import grow_tree, section_for
from content.people.roles import set_up_roles
from content.review.models import Round
from content.review.setup import set_up_workflow
from tests.cast import PASSWORD, Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
STORIES = {
    "zh-hans": ("银河系中的恒星演化", "恒星从星云中诞生。", "恒星", "已经专家审定", False),
    "ar": ("كيف تولد النجوم", "تولد النجوم من سحب الغاز والطاقة.", "الطاقه", "راجعه خبراء", True),
}


@pytest.fixture
def browser() -> Iterator[Any]:
    # Playwright's own loop counts as an event loop to Django.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        yield chromium
        chromium.close()
    os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE")


@pytest.fixture(autouse=True)
def _site(fresh_index: Path) -> None:
    """A grown site: a test with real transactions begins with an empty database."""
    from wagtail.models import Collection, Locale, Page

    Locale.objects.get_or_create(language_code="en")
    if not Page.objects.filter(depth=1).exists():
        from django.contrib.contenttypes.models import ContentType

        Page.add_root(instance=Page(title="Root", slug="root", content_type=ContentType.objects.get_for_model(Page)))
    if not Collection.objects.filter(depth=1).exists():
        Collection.add_root(name="Root")
    grow_tree()
    set_up_workflow()
    set_up_roles()


def signed_in(browser: Any, url: str, email: str, lang: str) -> Any:
    page = browser.new_context(locale="en-US", viewport={"width": 1280, "height": 900}).new_page()
    page.goto(f"{url}/admin/login/")
    page.fill("input[name=username]", email)
    page.fill("input[name=password]", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url("**/admin/")
    return page


@pytest.mark.parametrize("lang", STORIES)
def test_a_work_goes_from_an_editors_draft_to_a_reader(lang: str, cast: Cast, live_server: Any, browser: Any) -> None:
    title, text, query, badge, rtl = STORIES[lang]
    section = section_for(lang, "articles")
    cast.editor, cast.scientist  # noqa: B018  (made before the browser asks)
    url = live_server.url

    editor = signed_in(browser, url, cast.editor.email, lang)
    editor.goto(f"{url}/admin/pages/add/articles/article/{section.pk}/")
    editor.fill("textarea[name=title], input[name=title]", title)
    editor.fill("textarea[name=summary]", text)
    editor.click("footer .w-dropdown__toggle")
    editor.click("button[name=action-submit]")
    editor.wait_for_url(lambda address: "/add/" not in address)
    editor.wait_for_load_state("networkidle")
    round_ = Round.objects.running().get()
    assert round_.title == title

    scientist = signed_in(browser, url, cast.scientist.email, lang)
    scientist.goto(f"{url}/admin/review/")
    scientist.click(f"a:has-text('{title}')")
    frame = scientist.frame_locator("iframe.review__snapshot")
    assert frame.locator("h1").inner_text() == title
    scientist.click("button[name=endorse]")
    scientist.wait_for_load_state("networkidle")

    editor.goto(f"{url}/admin/review/")
    editor.click("form[action*='/publish/'] button")
    editor.wait_for_load_state("networkidle")

    reader = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
    reader.goto(f"{url}/{lang}/search/?q={query}")
    reader.click(f"main a:has-text('{title}')")
    assert reader.locator("h1").inner_text() == title
    assert badge in reader.locator("main").inner_text()
    assert (reader.locator("html").get_attribute("dir") == "rtl") is rtl
    assert reader.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_an_anonymous_reader_sees_nothing_of_a_draft(cast: Cast, live_server: Any, browser: Any) -> None:
    from tests.cast import article

    work = article(cast)
    page = browser.new_page()

    assert page.goto(live_server.url + work.url_path_public).status == 404
    page.goto(live_server.url + "/en/articles/")
    assert work.title not in page.content()
