"""The search box as the ARIA practices' combobox: by keyboard, with an input method, without a server that answers."""

from __future__ import annotations

from typing import Any

import pytest

from search.indexing import catch_up
from tests.cast import Cast, article, published

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("grown_site")]

BOX = "form.search input[name=q]"
OPEN = "[role=listbox]:not([hidden])"
CHOSEN = "[role=option][aria-selected=true]"


@pytest.fixture
def page(cast: Cast, chromium: Any, live_server: Any, settings: Any) -> Any:
    settings.ORRERY_BASE_URL = live_server.url
    published(cast, article(cast, "How stars shine"))
    published(cast, article(cast, "Star maps of old"))
    published(cast, article(cast, "银河系中的恒星", lang="zh-hans"))
    published(cast, article(cast, "كيف تلمع النجوم", lang="ar"))
    catch_up()
    page = chromium.new_page(base_url=live_server.url)
    page.goto("/en/")
    return page


def test_the_keys_do_what_the_pattern_says(page: Any) -> None:
    box = page.locator(BOX)
    assert box.get_attribute("role") == "combobox"
    assert box.get_attribute("aria-expanded") == "false"

    box.press_sequentially("sta")
    page.wait_for_selector(OPEN)
    assert box.get_attribute("aria-expanded") == "true"
    assert page.locator(OPEN).get_attribute("id") == box.get_attribute("aria-controls")
    assert page.locator(CHOSEN).count() == 0

    box.press("ArrowDown")
    assert page.locator(CHOSEN).inner_text().startswith("Star maps of old")
    assert page.locator(CHOSEN).get_attribute("id") == box.get_attribute("aria-activedescendant")
    box.press("ArrowUp")
    assert page.locator(CHOSEN).inner_text().startswith("How stars shine")
    box.press("ArrowDown")
    assert page.locator(CHOSEN).inner_text().startswith("Star maps of old")
    box.press("Home")
    assert box.get_attribute("aria-activedescendant") is None

    box.press("Escape")
    assert page.locator(OPEN).count() == 0
    assert box.input_value() == "sta"
    box.press("Alt+ArrowDown")
    assert page.locator(OPEN).count() == 1
    assert page.locator(CHOSEN).count() == 0
    box.press("Tab")
    assert page.locator(OPEN).count() == 0
    assert box.input_value() == "sta"

    box.focus()
    box.press("ArrowDown")
    page.wait_for_selector(CHOSEN)
    with page.expect_navigation():
        box.press("Enter")
    assert page.locator("h1").inner_text() == "Star maps of old"


def test_enter_without_a_choice_searches_and_escape_empties_a_closed_box(page: Any) -> None:
    box = page.locator(BOX)
    box.press_sequentially("sta")
    page.wait_for_selector(OPEN)
    box.press("Escape")
    box.press("Escape")
    assert box.input_value() == ""

    box.press_sequentially("star")
    page.wait_for_selector(OPEN)
    with page.expect_navigation():
        box.press("Enter")
    assert "/en/search/?q=star" in page.url


def test_while_a_word_is_composed_nothing_is_asked_and_its_keys_are_the_input_methods(page: Any) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/search/complete" in request.url else None)
    page.goto("/zh-hans/")
    page.locator(BOX).focus()

    page.evaluate(
        """(box) => {
            const input = document.querySelector(box);
            input.dispatchEvent(new CompositionEvent("compositionstart"));
            input.value = "yinhe";
            input.dispatchEvent(new InputEvent("input", { isComposing: true, bubbles: true }));
            input.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", isComposing: true, bubbles: true }));
        }""",
        BOX,
    )
    page.wait_for_timeout(400)
    assert asked == []
    assert page.locator(BOX).input_value() == "yinhe"

    page.evaluate(
        """(box) => {
            const input = document.querySelector(box);
            input.value = "银河";
            input.dispatchEvent(new CompositionEvent("compositionend"));
        }""",
        BOX,
    )
    page.wait_for_selector(OPEN)
    assert "银河系中的恒星" in page.locator(OPEN).inner_text()


@pytest.mark.parametrize(("lang", "typed", "title"), [("zh-hans", "yh", "银河系中的恒星"), ("ar", "نجوم", "كيف تلمع النجوم")])
def test_a_phone_shows_the_list_in_each_direction_and_axe_finds_nothing(lang: str, typed: str, title: str, page: Any) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"/{lang}/")
    page.locator(BOX).press_sequentially(typed)
    page.wait_for_selector(OPEN)
    page.locator(BOX).press("ArrowDown")

    assert page.locator(CHOSEN).inner_text().startswith(title)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert Axe().run(page).response["violations"] == []


def test_with_a_server_that_does_not_answer_the_form_still_searches(page: Any) -> None:
    page.route("**/complete*", lambda route: route.abort())
    box = page.locator(BOX)

    box.press_sequentially("star")
    page.wait_for_timeout(400)
    assert page.locator(OPEN).count() == 0
    with page.expect_navigation():
        box.press("Enter")

    assert "/en/search/?q=star" in page.url
