"""Screenshots of a running site, to look at: `python -m tests.journeys.shots http://127.0.0.1:8000 FOLDER [PATH …]`.

Each path is taken on a phone and on a desktop, by day and by night. What scrolls sideways, answers an error or breaks
the content security policy is printed, and the exit code is 1.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SIZES = {"phone": (390, 844), "desktop": (1280, 900)}
PATHS = ["/en/", "/zh-hans/", "/ar/", "/en/articles/", "/en/search/?q=star", "/zh-hans/search/?q=恒星", "/en/nowhere/"]
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
LOAD_ALL = "document.querySelectorAll('img[loading=lazy]').forEach(image => { image.loading = 'eager'; })"


def take(browser: Browser, address: str, target: Path, size: str, scheme: str) -> list[str]:
    """One picture of the whole page; what is wrong with the page, in words."""
    width, height = SIZES[size]
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if "Content Security Policy" in message.text else None)
    answer = page.goto(address)
    page.evaluate(LOAD_ALL)
    page.wait_for_load_state("networkidle")
    if answer is None or answer.status >= 500:
        wrong.append(f"answered {answer.status if answer else 'nothing'}")
    if (excess := page.evaluate(SIDEWAYS)) > 0:
        wrong.append(f"scrolls sideways by {excess} px")
    page.screenshot(path=target, full_page=True)
    page.close()
    return [f"{target.name}: {fault}" for fault in wrong]


def main(base: str, folder: str, *paths: str) -> int:
    where = Path(folder)
    where.mkdir(parents=True, exist_ok=True)
    faults: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        for path in paths or PATHS:
            name = re.sub(r"\W+", "-", path).strip("-") or "root"
            for size, scheme in (("phone", "light"), ("desktop", "light"), ("phone", "dark"), ("desktop", "dark")):
                faults += take(browser, base.rstrip("/") + path, where / f"{name}.{size}.{scheme}.png", size, scheme)
        browser.close()
    sys.stdout.writelines(f"{fault}\n" for fault in faults)
    return 1 if faults else 0


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit("usage: python -m tests.journeys.shots ADDRESS FOLDER [PATH …]")
    sys.exit(main(*sys.argv[1:]))
