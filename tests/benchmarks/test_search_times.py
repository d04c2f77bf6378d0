"""How long readers wait for search, on seeded works: the engine, a whole page of results, the oddest strings.

ORRERY_BENCH_WORKS is the number of works, 10,000 unless it is set; the goals are for 100,000.
"""

from __future__ import annotations

import gc
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.template import Template
from django.test import Client

from content.exchange.seeding import LATIN, WORDS, seed
from search.documents import IndexDocument, PassageText, Scope, SearchRequest
from search.engines.embedded import EmbeddedEngine
from search.evaluation.measures import percentiles
from search.indexing import engine, indices, rebuild
from search.querying import parse
from tests.search.robustness.cases import load
from tests.search.robustness.strings import odd_strings

pytestmark = [pytest.mark.benchmark, pytest.mark.django_db]
WORKS = int(os.environ.get("ORRERY_BENCH_WORKS", "10000"))
STRINGS = int(os.environ.get("ORRERY_BENCH_STRINGS", "10000"))
LANGUAGES = ("en", "zh-hans", "ar", "ru")
ALL = tuple(code for code, _name in settings.LANGUAGES)
FACETS = ("kind", "subject", "level", "lang")


def queries(count: int) -> list[tuple[str, str]]:
    """Language and text: one to four of the words that the works are made of, some with an error in them."""
    rng = random.Random(7)  # noqa: S311  (nothing secret)
    made = []
    for number in range(count):
        lang = LANGUAGES[number % len(LANGUAGES)]
        words = rng.sample(WORDS.get(lang, LATIN), rng.randint(1, 4))
        if number % 5 == 0 and len(words[0]) > 4:
            words[0] = words[0][:2] + words[0][3:]
        made.append((lang, ("" if lang == "zh-hans" else " ").join(words)))
    return made


def times(act: Callable[[str, str], object], asked: Iterable[tuple[str, str]]) -> str:
    """On the clock, and of the processor: the same on a machine that does nothing else."""
    clock, processor = [], []
    for lang, text in asked:
        started, worked = time.perf_counter(), time.process_time()
        act(lang, text)
        clock.append((time.perf_counter() - started) * 1000)
        processor.append((time.process_time() - worked) * 1000)
    ms, own = percentiles(clock), percentiles(processor)
    return f"p50 {ms['p50']:7.1f} ms, p95 {ms['p95']:7.1f} ms (of the processor {own['p50']:.1f} and {own['p95']:.1f})"


def _completing(lang: str, text: str) -> str:
    """The address asked after the first letters."""
    return f"/{lang}/search/complete?q={quote(text[: 1 if lang == 'zh-hans' else 3])}"


def _unknown(lang: str, text: str) -> str:
    """The address of a search for a word that no work holds, another for each text: no cache answers."""
    word = "".join(f"{ord(letter):x}" for letter in text[:8])
    return f"/{lang}/search/?q={word}"


def growth(folder: Path) -> str:
    arguments = [str(folder), ",".join(LANGUAGES), *(text for _lang, text in queries(40))]
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.reader", *arguments], capture_output=True, text=True, check=True, cwd=Path.cwd()
    )
    own, shared = done.stdout.split()
    return f"{own} MB of its own, {shared} MB shared with the cache of files"


@pytest.fixture
def as_served(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As a site's process: what is loaded is no garbage, and templates render without the copies that tests make of contexts."""
    monkeypatch.setattr(Template, "_render", lambda template, context: template.nodelist.render(context))
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("as_served")
def test_print_how_long_a_search_takes(fresh_index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seed(WORKS, list(LANGUAGES))
    started = time.perf_counter()
    for index in indices():
        rebuild(index)
    seconds = time.perf_counter() - started
    client, some = Client(), queries(200)
    client.get("/en/search/?q=star")
    with capsys.disabled():
        print(f"\n{WORKS} works, every index built from the database at {WORKS / seconds:.0f} works a second")
        search = engine().search
        print("goals for 100,000 works: at p95 the engine 20 ms, a whole page 80 ms")
        print("engine, language given    ", times(lambda lang, text: search(SearchRequest(parse(text), (lang,), lang)), some))
        print(
            "engine, not given, facets ", times(lambda _lang, text: search(SearchRequest(parse(text), ALL, facets=FACETS)), some)
        )
        print("the whole page of results ", times(lambda lang, text: client.get(f"/{lang}/search/?q={quote(text)}"), some[:100]))
        print("a completion              ", times(lambda lang, text: client.get(_completing(lang, text)), some[:100]))
        print("a page that finds nothing ", times(lambda lang, text: client.get(_unknown(lang, text)), some[:100]))
        print("a process that searches grows by", growth(fresh_index / Scope.PUBLIC), "(goal: at most 150 MB of its own)")


def test_print_how_fast_passages_are_indexed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without the database: analysis and writing, of texts as long as encyclopedias' paragraphs."""
    rng = random.Random(8)  # noqa: S311
    documents = [_passage(rng, number) for number in range(1, 4001)]
    place = EmbeddedEngine(tmp_path)
    started = time.process_time()
    place.rebuild(documents)
    seconds = time.process_time() - started
    text = sum(len(document.passages[0].text.encode()) for document in documents)
    with capsys.disabled():
        print(
            f"\n{len(documents) / seconds:.0f} passages a second of one core, index {place.folder.size() / text:.2f} x the text"
        )


def _passage(rng: random.Random, number: int) -> IndexDocument:
    lang = LANGUAGES[number % len(LANGUAGES)]
    words = rng.choices(WORDS.get(lang, LATIN), k=rng.randint(60, 140))
    text = ("" if lang == "zh-hans" else " ").join(words)
    return IndexDocument(number, lang, "passage", words[0], passages=[PassageText("text", text)], group=str(number))


@pytest.mark.usefixtures("as_served")
def test_print_the_slowest_of_odd_strings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = EmbeddedEngine(tmp_path)
    place.rebuild(load().documents)
    slowest: list[tuple[float, str]] = []
    for number, text in enumerate(odd_strings(STRINGS)):
        lang = ALL[number % len(ALL)]
        for languages, known in (((lang,), lang), (ALL, "")):
            started = time.perf_counter()
            place.search(SearchRequest(parse(text), languages, known))
            slowest = sorted([*slowest, ((time.perf_counter() - started) * 1000, text)], reverse=True)[:5]
    with capsys.disabled():
        print(f"\nthe slowest of {STRINGS} odd strings, in one language and in all (goal: 200 ms)")
        for ms, text in slowest:
            print(f"{ms:8.1f} ms  {len(text)} characters: {text[:40]!r}")
