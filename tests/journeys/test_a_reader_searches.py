"""Type, complete, filter, open a passage, switch language: a reader in Chinese, in Arabic and in English."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from content.taxonomy.models import Level
from search.indexing import catch_up
from tests.cast import Cast, article, published, stream

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("grown_site")]

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
IN_SIGHT = """() => {
    const box = document.getElementById(decodeURIComponent(location.hash.slice(1)))?.getBoundingClientRect();
    return Boolean(box) && box.top >= 0 && box.top < innerHeight;
}"""


@dataclass(frozen=True)
class Reader:
    """What a reader of one language has before them, and types."""

    lang: str
    title: str
    other_title: str
    text: str
    beginning: str
    query: str
    marked: str
    level: str
    other: tuple[str, str]
    size: dict[str, int]
    direction: str = "ltr"


ENGLISH, CHINESE, ARABIC = "The centre of the Galaxy", "银河系的中心", "مركز المجرة"
READERS = [
    Reader(
        lang="zh-hans",
        title=CHINESE,
        other_title="恒星的一生",
        text="银河系中心有一个黑洞。",
        beginning="yh",
        query="黑洞",
        marked="黑洞",
        level="儿童",
        other=("en", ENGLISH),
        size=DESKTOP,
    ),
    Reader(
        lang="ar",
        title=ARABIC,
        other_title="حياة النجوم",
        text="في مركز المجرة ثقب أسود.",
        beginning="مرك",
        query="ثقب اسود",
        marked="ثقب",
        level="الأطفال",
        other=("en", ENGLISH),
        size=PHONE,
        direction="rtl",
    ),
    Reader(
        lang="en",
        title=ENGLISH,
        other_title="The life of stars",
        text="In the centre is a black hole.",
        beginning="cent",
        query="black holes",
        marked="black",
        level="Children",
        other=("zh-hans", CHINESE),
        size=PHONE,
    ),
]


@pytest.fixture
def library(request: pytest.FixtureRequest, cast: Cast) -> Reader:
    """Two works that answer, one of them for children and in another language too."""
    reader: Reader = request.param
    easy, hard = (Level.objects.create(slug=slug, name=slug, name_en=slug) for slug in ("children", "experts"))
    names = {each.lang: {"name": each.level} for each in READERS}
    Level.objects.filter(pk=easy.pk).update(approved=names)
    body = stream(
        ("text", "<p>…</p>"), *[("text", f"<p>{number}</p>") for number in range(60)], ("text", f"<p>{reader.text}</p>")
    )
    work = published(cast, article(cast, reader.title, reader.lang, body=body, level=easy))
    published(cast, article(cast, reader.other_title, reader.lang, reader.text, level=hard))
    lang, title = reader.other
    published(cast, article(cast, title, lang, "…", translation_key=work.translation_key))
    catch_up()
    return reader


def faults(page: Any, where: str) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [f"{where}: {fault['id']}: {node['html'][:200]}" for fault in found for node in fault["nodes"]]


@pytest.mark.parametrize("library", READERS, indirect=True, ids=[reader.lang for reader in READERS])
def test_a_reader_types_completes_filters_opens_and_switches(library: Reader, live_server: Any, chromium: Any) -> None:
    reader = library
    page = chromium.new_context(viewport=reader.size).new_page()
    page.goto(f"{live_server.url}/{reader.lang}/")
    box = page.get_by_role("combobox")

    box.press_sequentially(reader.beginning)
    option = page.get_by_role("option").filter(has_text=reader.title).first
    option.wait_for()
    wrong = faults(page, "completion")
    assert page.evaluate(FITS)
    box.fill(reader.query)
    box.press("Enter")
    page.wait_for_url("**/search/?q=*")

    assert page.locator("html").get_attribute("dir") == reader.direction
    assert page.get_by_role("combobox").input_value() == reader.query
    assert page.locator(".result").count() == 2
    assert reader.marked in page.locator(".result mark").all_inner_texts()[0]
    wrong += faults(page, "results")
    assert page.evaluate(FITS)

    if reader.size is PHONE:
        page.locator(".filters > summary").click()
    page.locator("a.filter", has_text=reader.level).click()
    page.wait_for_url("**level=children*")
    assert page.locator(".result").count() == 1
    assert reader.level in page.locator(".chip").inner_text()
    wrong += faults(page, "filtered")

    page.locator(".result h3 a").click()
    page.wait_for_load_state()
    assert page.inner_text("h1") == reader.title
    assert page.evaluate(IN_SIGHT)

    lang, title = reader.other
    page.locator(".languages > summary").click()
    page.locator(f".languages a[href*='/{lang}/']").click()
    page.wait_for_url(f"**/{lang}/**")
    assert page.inner_text("h1") == title
    assert wrong == []


@pytest.mark.parametrize("lang", ["zh-hans", "ar", "en"])
def test_search_pages_have_nothing_to_mend(lang: str, cast: Cast, live_server: Any, chromium: Any) -> None:
    published(cast, article(cast))
    catch_up()
    page = chromium.new_context(viewport=PHONE).new_page()
    wrong: list[str] = []

    for address in ("", "?q=xyzzy", "?q=gas&view=gallery", "?q=gas&level=nothing"):
        page.goto(f"{live_server.url}/{lang}/search/{address}")
        page.locator(".advanced > summary").click()
        wrong += faults(page, address)
        assert page.evaluate(FITS)

    assert wrong == []
