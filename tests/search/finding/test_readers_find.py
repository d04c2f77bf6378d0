"""What readers get: a work once, in their language first, with facets, filters, sorting and passages to open."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from content.taxonomy.models import Level
from search.documents import Sort
from search.engines.base import EngineUnavailable
from search.finding import Asked, Results, results_of
from search.indexing import catch_up
from tests.cast import Cast, article, published, stream, withdrawn

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_index")]


def asked(address: str, lang: str = "en") -> Results:
    return results_of(Asked.of(QueryDict(address), lang))


def titles(results: Results) -> list[str]:
    return [result.card.title for result in results.results]


def levels() -> tuple[Any, Any]:
    found = []
    for slug, name, chinese in (("children", "Children", "儿童"), ("experts", "Experts", "专家")):
        level = Level.objects.create(slug=slug, name=name, name_en=name)
        Level.objects.filter(pk=level.pk).update(approved={"en": {"name": name}, "zh-hans": {"name": chinese}})
        found.append(level)
    return found[0], found[1]


@pytest.fixture
def library(cast: Cast) -> None:
    easy, hard = levels()
    first = published(cast, article(cast, "A comet", text="A comet is ice and dust.", level=easy))
    published(
        cast, article(cast, "Un comet", "fr", "Le mot comet est anglais.", translation_key=first.translation_key, level=easy)
    )
    published(cast, article(cast, "The zenith", text="Above, a comet shone.", level=hard, subtype="news"))
    published(cast, article(cast, "彗星", "zh-hans", "彗星 comet 是冰和尘埃。", level=hard))
    catch_up()


def test_a_work_is_listed_once_in_the_readers_language_before_others(library: None) -> None:
    results = asked("q=comet")

    assert titles(results) == ["A comet", "The zenith", "彗星"]
    assert [result.foreign for result in results.results] == [False, False, True]
    assert [card.language.code for card in results.results[0].also_in] == ["fr"]
    assert (results.total, results.own) == (3, 2)
    assert titles(asked("q=comet", "fr"))[0] == "Un comet"


def test_what_only_another_language_says_leads_to_the_readers_own(cast: Cast) -> None:
    first = published(cast, article(cast, "Ice", text="Ice and dust."))
    published(cast, article(cast, "彗星", "zh-hans", "彗星是冰。", translation_key=first.translation_key))
    catch_up()

    (result,) = asked("q=彗星").results

    assert (result.card.title, result.foreign) == ("彗星", True)
    assert result.own is not None
    assert result.own.title == "Ice"


def test_facets_count_and_filter_several_at_once(library: None) -> None:
    results = asked("q=comet")
    counts = {facet.name: {choice.value: choice.count for choice in facet.choices} for facet in results.facets}

    assert counts["level"] == {"children": 1, "experts": 2}
    assert counts["subtype"] == {"explainer": 2, "news": 1}
    assert counts["lang"] == {"en": 2, "fr": 1, "zh-hans": 1}
    assert titles(asked("q=comet&level=experts&language=en")) == ["The zenith"]
    assert set(titles(asked("q=comet&language=zh-hans&language=fr"))) == {"彗星", "Un comet"}


def test_a_filter_that_is_chosen_can_be_taken_away_and_has_a_name(library: None) -> None:
    results = asked("q=comet&level=experts&language=en")

    assert [(label, choice.label) for label, choice in results.chips] == [("level", "Experts"), ("language", "English")]
    assert results.chips[0][1].url == "?q=comet&language=en"


def test_a_field_may_be_named_and_filled_in_any_language(library: None) -> None:
    assert titles(asked("q=comet level:专家")) == ["The zenith", "彗星"]
    assert titles(asked("q=comet type:article -language:中文 -level:children")) == ["The zenith"]
    assert titles(asked("q=title:zenith")) == ["The zenith"]
    assert titles(asked("q=zenith nothing:here")) == titles(asked("q=zenith nothing here"))


def test_a_value_that_nothing_has_is_a_word(library: None) -> None:
    assert titles(asked("q=type:zenith")) == ["The zenith"]


def test_filters_alone_list_what_they_leave(library: None) -> None:
    assert titles(asked("level=experts&sort=title&language=en")) == ["The zenith"]


def test_titles_sort_in_their_order_and_the_newest_come_first(library: None) -> None:
    assert titles(asked("q=comet&language=en&sort=title")) == ["A comet", "The zenith"]
    assert titles(asked("q=comet&language=en&sort=newest")) == ["The zenith", "A comet"]


def test_a_hit_leads_to_its_passage(cast: Cast) -> None:
    body = stream(("text", "<p>Nothing here.</p>"), ("text", "<p>A comet is ice.</p>"))
    work = published(cast, article(cast, body=body))
    catch_up()

    (result,) = asked("q=comet").results

    block = work.body[1].id
    assert result.url == f"{result.card.url}#{block}"
    assert f'id="{block}"' in Client().get(result.card.url).content.decode()
    assert "<mark>comet</mark>" in result.snippet


def test_a_withdrawn_work_is_not_shown_while_the_index_lags(cast: Cast) -> None:
    work = published(cast, article(cast))
    catch_up()
    withdrawn(cast, work)

    results = asked("q=hot gas")

    assert (results.total, results.results) == (0, [])


def test_without_an_engine_titles_and_summaries_answer(library: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object) -> None:
        raise EngineUnavailable("away")

    monkeypatch.setattr("search.engines.embedded.EmbeddedEngine.search", fail)
    monkeypatch.setattr("search.engines.embedded.EmbeddedEngine.passages", fail)

    assert asked("q=comet -zenith").makeshift
    assert titles(asked("q=zenith")) == ["The zenith"]
    assert titles(asked("q=shine language:fr")) == ["Un comet"]
    assert titles(asked("q=comet OR zenith&language=en")) == ["The zenith", "A comet"]


@pytest.mark.parametrize("number", [1, 12])
def test_a_page_costs_few_queries_whatever_is_found(number: int, cast: Cast, fresh_index: Path) -> None:
    for each in range(number):
        published(cast, article(cast, f"Comet {each}"))
    catch_up()
    client = Client()
    client.get("/en/search/?q=comet")

    with CaptureQueriesContext(connection) as captured:
        page = client.get("/en/search/?q=comet")
    with CaptureQueriesContext(connection) as filtered:
        client.get("/en/search/?q=comet&level=x&sort=title")

    assert page.content.decode().count('class="result"') == number
    assert max(len(captured), len(filtered)) <= 20


def test_past_the_last_page_is_the_first_one(library: None) -> None:
    answer = Client().get("/en/search/", {"q": "black", "type": "article", "page": "19"})

    assert (answer.status_code, answer.headers["Location"]) == (302, "/en/search/?q=black&type=article")


def test_what_the_address_holds_comes_back_in_it() -> None:
    address = "q=a&type=article&type=exhibit&language=en&sort=title&view=gallery&page=3"

    one = Asked.of(QueryDict(address), "en")

    assert one.address() == f"?{address}"
    assert one.sort is Sort.TITLE
    assert one.toggled("kind", "article").address() == "?q=a&language=en&type=exhibit&sort=title&view=gallery"


@pytest.mark.parametrize(
    "address", ["q=%22&page=x&sort=y&view=z", "page=99999999", "type=%00", "level=" + "x" * 3000, "q=%ED%A0%80"]
)
def test_any_address_has_a_page(address: str) -> None:
    assert Client().get(f"/en/search/?{address}").status_code == 200
