"""A scientist between two trains: a mail, a phone, no account. Every tap and every page is counted."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from typing import Any

import pytest

from content.review.models import Assignment, Comment, Report, Round
from tests.cast import Cast, article, fiction, picture, stream
from tests.content.review.desk import LINK, asked, sent

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("grown_site")]

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}
MOST = 12
WORKS = {
    "en": ("How stars shine", "A star is a ball of hot gas.", "Which gas? Say hydrogen and helium.", "ltr"),
    "zh-hans": ("银河系中的恒星演化", "恒星是炽热的气体球。", "请说明是氢和氦。", "ltr"),
    "ar": ("كيف تلمع النجوم", "النجم كرة من الغاز الساخن.", "أي غاز؟ الهيدروجين والهيليوم.", "rtl"),
}


@dataclass
class Phone:
    """A page on a phone that counts what its owner has to do."""

    page: Any
    taps: int = 0
    loads: int = 0

    def __post_init__(self) -> None:
        self.page.on("load", self._loaded)

    def _loaded(self, _page: Any) -> None:
        self.loads += 1

    def open(self, address: str) -> None:
        self.page.goto(address)

    def tap(self, selector: str, *, leads_on: bool = False) -> None:
        self.taps += 1
        if leads_on:
            with self.page.expect_navigation(wait_until="load"):
                self.page.locator(selector).first.tap()
        else:
            self.page.locator(selector).first.tap()

    def fits(self) -> bool:
        return bool(self.page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


@pytest.fixture(autouse=True)
def _own_address(settings: Any, live_server: Any) -> None:
    settings.ORRERY_BASE_URL = live_server.url


def invitation(cast: Cast, lang: str = "en", work: Any = None, **fields: Any) -> tuple[Assignment, str]:
    """The assignment, and the link that the mail holds."""
    title, text, _remark, _direction = WORKS[lang]
    cast.scientist.lang = lang
    cast.scientist.save()
    assignment = asked(cast, work or article(cast, title, lang, text), **fields)
    return assignment, LINK.search(sent()[-1].body).group()


def until(condition: Any, seconds: float = 20) -> None:
    """Wait for what the server does in its own time."""
    ends = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < ends, "it never came"
        time.sleep(0.1)


@pytest.mark.parametrize("lang", WORKS)
def test_accept_read_comment_and_endorse_in_under_twelve_taps_and_pages(lang: str, cast: Cast, chromium: Any) -> None:
    title, text, remark, direction = WORKS[lang]
    _assignment, link = invitation(cast, lang)
    phone = Phone(chromium.new_context(**PHONE).new_page())
    page = phone.page

    phone.open(link)
    assert f"/{lang}/review/" in link
    assert (page.locator("html").get_attribute("dir"), title in page.inner_text("h1")) == (direction, True)
    assert phone.fits()
    phone.tap("button[value=accept]", leads_on=True)

    passage = page.locator(".unit", has_text=text)
    assert passage.is_visible()
    assert phone.fits()
    phone.tap(f".unit:has-text('{text}') [data-comment]")
    page.locator("form.unit__form textarea[name=text]").fill(remark)
    assert phone.fits()
    phone.tap("form.unit__form button[type=submit]", leads_on=True)

    # Who reads with the ears hears the remark that was saved.
    assert remark in page.evaluate("document.activeElement.innerText")
    phone.tap("label:has([name=recommendation][value=endorse])")
    phone.tap("#report button.desk__yes", leads_on=True)

    assert page.locator("a[href$='.pdf']").is_visible()
    assert phone.fits()
    print(f"{lang}: {phone.taps} taps, {phone.loads} pages")
    assert phone.taps + phone.loads < MOST
    assert Round.objects.get().state == Round.State.APPROVED
    assert Report.objects.get().via == "link"
    assert [comment.text for comment in Comment.objects.all()] == [remark]


def test_what_is_typed_survives_a_lost_connection(cast: Cast, chromium: Any) -> None:
    assignment, link = invitation(cast)
    phone = chromium.new_context(**PHONE)
    page = phone.new_page()
    page.goto(link)
    page.click("button[value=accept]")
    page.wait_for_selector("#report")
    kept = "Object.keys(localStorage).filter(key => key.startsWith('orrery-review-')).length"
    draft = lambda: Assignment.objects.get(pk=assignment.pk).draft  # noqa: E731

    page.fill("#note", "Typed with a connection")
    until(lambda: draft().get("note") == "Typed with a connection")
    assert page.evaluate(kept) == 0

    phone.set_offline(True)
    page.fill("#note", "Typed in the tunnel")
    page.locator(".unit:has-text('hot gas') [data-comment]").tap()
    page.locator("form.unit__form textarea[name=text]").fill("Half a remark")
    page.wait_for_function(f"() => {kept} === 1")
    assert "kept on this device" in page.inner_text(".desk__report [role=status]")
    page.locator("form.unit__form button[type=submit]").tap()
    assert "Save it once you are online" in page.inner_text("form.unit__form .desk__saved")
    assert draft()["note"] == "Typed with a connection"

    # The page is closed in the tunnel; the device has what is newer.
    page.close()
    phone.set_offline(False)
    page = phone.new_page()
    page.goto(link)
    page.wait_for_function(f"() => {kept} === 0")
    assert page.input_value("#note") == "Typed in the tunnel"
    assert page.input_value("form.unit__form textarea[name=text]") == "Half a remark"
    until(lambda: draft().get("note") == "Typed in the tunnel")
    assert [remark["text"] for remark in draft()["comments"].values()] == ["Half a remark"]

    # Another device, later: now the server's is the newer one.
    page.evaluate("""() => localStorage.setItem(`orrery-review-${document.querySelector('[data-review-id]').dataset.reviewId}`,
        JSON.stringify({ note: 'Old', at: 1, until: '2999-01-01' }))""")
    page.reload()
    assert page.input_value("#note") == "Typed in the tunnel"
    assert page.evaluate(kept) == 0

    with page.expect_navigation():
        page.locator("form.unit__form button[type=submit]").click()
    assert Comment.objects.get().text == "Half a remark"
    assert page.locator("form.unit__form").count() == 0
    assert page.input_value("#note") == "Typed in the tunnel"
    phone.set_offline(True)
    page.fill("#note", "Typed in the second tunnel")
    page.wait_for_function(f"() => {kept} === 1")
    phone.set_offline(False)
    page.locator("label:has([name=recommendation][value=endorse])").click()
    with page.expect_navigation():
        page.locator("#report button.desk__yes").click()
    page.wait_for_function(f"() => {kept} === 0")
    assert (Report.objects.get().note, draft()) == ("Typed in the second tunnel", {})


def test_what_a_device_kept_is_wiped_when_the_link_runs_out(cast: Cast, chromium: Any) -> None:
    _assignment, link = invitation(cast)
    page = chromium.new_context(**PHONE).new_page()
    page.goto(link)
    page.evaluate("localStorage.setItem('orrery-review-999', JSON.stringify({ note: 'x', at: 9e15, until: '2001-01-01' }))")
    page.click("button[value=accept]")
    page.wait_for_selector("#report")

    # The script comes after what it works on. As a function: the page lets no text be evaluated.
    page.wait_for_function("() => localStorage.length === 0")


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_tap_on_an_image_marks_a_point_of_it(lang: str, cast: Cast, chromium: Any) -> None:
    image = picture()
    body = stream(("text", "<p>…</p>"), ("image", {"image": image.pk, "alt": "A blue star", "caption": "<p>Vega.</p>"}))
    _assignment, link = invitation(cast, lang, article(cast, WORKS[lang][0], lang, body=body))
    page = chromium.new_context(**PHONE).new_page()
    page.goto(link)
    page.tap("button[value=accept]")
    page.wait_for_selector("#report")
    shown = page.locator(".unit__text img")
    shown.scroll_into_view_if_needed()
    box = shown.bounding_box()

    page.touchscreen.tap(box["x"] + box["width"] * 0.25, box["y"] + box["height"] * 0.5)
    page.locator("form.unit__form textarea[name=text]").fill("Not blue")
    with page.expect_navigation():
        page.locator("form.unit__form button[type=submit]").tap()

    remark = Comment.objects.get()
    x, y = map(float, remark.point.split(","))
    assert abs(x - 25) < 1.5
    assert abs(y - 50) < 3
    sign, shown = page.locator(".point").bounding_box(), page.locator(".unit__text img").bounding_box()
    assert page.locator(".point").inner_text() == "1"
    assert abs(sign["x"] + sign["width"] / 2 - shown["x"] - shown["width"] * 0.25) < 4
    assert abs(sign["y"] + sign["height"] / 2 - shown["y"] - shown["height"] * 0.5) < 4


def test_chosen_words_become_the_quotation(cast: Cast, chromium: Any) -> None:
    _assignment, link = invitation(cast)
    page = chromium.new_context(**PHONE).new_page()
    page.goto(link)
    page.tap("button[value=accept]")
    page.wait_for_selector("#report")
    page.wait_for_load_state()
    page.evaluate("""() => { const all = [...document.querySelectorAll('.unit__text p')];
        const text = all.find(each => each.textContent.includes('hot gas'));
        getSelection().setBaseAndExtent(text.firstChild, 20, text.firstChild, 27); }""")
    page.locator(".unit:has-text('hot gas') [data-comment]").tap()

    assert page.locator("form.unit__form textarea[name=quote]").input_value() == "hot gas"


def test_a_novel_is_read_chapter_by_chapter_and_a_remark_opens_its_own(cast: Cast, chromium: Any) -> None:
    _assignment, link = invitation(cast, work=fiction(cast, chapters=3))
    page = chromium.new_context(**PHONE).new_page()
    page.goto(link)
    page.tap("button[value=accept]")
    page.wait_for_selector("#report")
    assert page.locator("nav a:has-text('Chapter 2')").is_visible()
    assert not page.locator("text=Part 2.").is_visible()

    page.locator("nav a:has-text('Chapter 2')").tap()
    page.wait_for_selector("text=Part 2.")
    page.locator(".unit:has-text('Part 2.') [data-comment]").tap()
    page.locator("form.unit__form textarea[name=text]").fill("Why only two?")
    with page.expect_navigation():
        page.locator("form.unit__form button[type=submit]").tap()

    assert page.locator(".remark-card:has-text('Why only two?')").is_visible()
    assert Comment.objects.get().round.title == "Chapter 2"


def test_without_javascript_it_is_all_there(cast: Cast, chromium: Any) -> None:
    _assignment, link = invitation(cast)
    page = chromium.new_context(**PHONE, java_script_enabled=False).new_page()
    page.goto(link)
    page.click("button[value=accept]")
    page.click(".unit:has-text('hot gas') [data-comment]")
    page.fill("form.unit__form textarea[name=text]", "Which gas?")
    page.click("form.unit__form button[type=submit]")
    page.click("label:has([name=recommendation][value=endorse])")
    page.click("#report button.desk__yes")

    assert "Thank you" in page.inner_text("h1")
    assert Comment.objects.get().text == "Which gas?"


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_axe_finds_nothing_to_mend(lang: str, cast: Cast, chromium: Any) -> None:
    from axe_playwright_python.sync_playwright import Axe

    image = picture()
    body = stream(
        ("heading", {"text": "Light", "level": "2"}),
        ("image", {"image": image.pk, "alt": "A blue star", "caption": "<p>Vega.</p>"}),
    )
    _assignment, link = invitation(cast, lang, article(cast, WORKS[lang][0], lang, body=body))
    page = chromium.new_context(**PHONE).new_page()
    found: list[str] = []

    def check(where: str) -> None:
        for fault in Axe().run(page).response["violations"]:
            found.extend(f"{where}: {fault['id']}: {node['html'][:200]}" for node in fault["nodes"])

    page.goto(link)
    check("invitation")
    page.click("button[value=accept]")
    page.wait_for_selector("#report")
    page.click(".unit:has-text('Light') [data-comment]")
    page.check("form.unit__form [value=must]", force=True)
    page.fill("form.unit__form textarea[name=text]", "Must change")
    page.click("form.unit__form button[type=submit]")
    page.wait_for_selector(".desk__blocking")
    page.click(".unit:has-text('Light') [data-comment]")
    check("desk")
    page.goto(re.sub(r"/review/.*", "/review/broken/", link))
    check("broken link")

    assert found == []
