"""Write, submit, approve, publish, read, find: in a real browser, in Chinese and in Arabic."""

from __future__ import annotations

from typing import Any

import pytest

from content.core.tree import section_for
from content.review.models import Round
from tests.cast import PASSWORD, Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("grown_site")]

STORIES = {
    "zh-hans": ("银河系中的恒星演化", "恒星从星云中诞生。", "恒星", "已经专家审定", False),
    "ar": ("كيف تولد النجوم", "تولد النجوم من سحب الغاز والطاقة.", "الطاقه", "راجعه خبراء", True),
}


def signed_in(browser: Any, url: str, email: str, lang: str) -> Any:
    page = browser.new_context(locale="en-US", viewport={"width": 1280, "height": 900}).new_page()
    page.goto(f"{url}/admin/login/")
    page.fill("input[name=username]", email)
    page.fill("input[name=password]", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url("**/admin/")
    return page


@pytest.mark.parametrize("lang", STORIES)
def test_a_work_goes_from_an_editors_draft_to_a_reader(lang: str, cast: Cast, live_server: Any, chromium: Any) -> None:
    title, text, query, badge, rtl = STORIES[lang]
    section = section_for(lang, "articles")
    cast.editor, cast.scientist  # noqa: B018  (made before the browser asks)
    url = live_server.url

    editor = signed_in(chromium, url, cast.editor.email, lang)
    editor.goto(f"{url}/admin/pages/add/articles/article/{section.pk}/")
    editor.fill("textarea[name=title], input[name=title]", title)
    editor.fill("textarea[name=summary]", text)
    editor.click("footer .w-dropdown__toggle")
    editor.click("button[name=action-submit]")
    editor.wait_for_url(lambda address: "/add/" not in address)
    editor.wait_for_load_state("networkidle")
    round_ = Round.objects.running().get()
    assert round_.title == title

    scientist = signed_in(chromium, url, cast.scientist.email, lang)
    scientist.goto(f"{url}/admin/review/")
    scientist.click(f"a:has-text('{title}')")
    frame = scientist.frame_locator("iframe.review__snapshot")
    assert frame.locator("h1").inner_text() == title
    scientist.click("button[name=endorse]")
    scientist.wait_for_load_state("networkidle")

    editor.goto(f"{url}/admin/review/")
    editor.click("form[action*='/publish/'] button")
    editor.wait_for_load_state("networkidle")

    reader = chromium.new_context(viewport={"width": 390, "height": 844}).new_page()
    reader.goto(f"{url}/{lang}/search/?q={query}")
    reader.click(f"main a:has-text('{title}')")
    assert reader.locator("h1").inner_text() == title
    assert badge in reader.locator("main").inner_text()
    assert (reader.locator("html").get_attribute("dir") == "rtl") is rtl
    assert reader.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_an_anonymous_reader_sees_nothing_of_a_draft(cast: Cast, live_server: Any, chromium: Any) -> None:
    from tests.cast import article

    work = article(cast)
    page = chromium.new_page()

    assert page.goto(live_server.url + work.url_path_public).status == 404
    page.goto(live_server.url + "/en/articles/")
    assert work.title not in page.content()
