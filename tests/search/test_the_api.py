"""Other systems search too: as the page does, a page at a time, described by OpenAPI; browsers and feed readers as well."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from lxml import etree
from openapi_spec_validator import validate

from search.api.cursors import BadCursor, cursor_of, given_by
from search.indexing import catch_up
from tests.cast import Cast, article, edit, published, withdrawn

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_index")]
WORKS = "/api/search/v1/works"


def described() -> dict[str, Any]:
    return dict(Client().get("/api/search/v1/openapi.json").json())


def ask(path: str = WORKS, status: int = 200, **params: Any) -> Any:
    """The answer, once it is what the description says."""
    response = Client().get(path, params, headers={"accept-language": params.pop("accept", "en")})
    assert response.status_code == status, response.content
    answer, description = response.json(), described()
    promised = description["paths"]["/works"]["get"]["responses"][str(status)]["content"]
    kind = response.headers["Content-Type"]
    schema = {**promised[kind]["schema"], "components": description["components"]}
    Draft202012Validator(schema, format_checker=FormatChecker()).validate(answer)
    return answer


def following(answer: Any) -> Any:
    parts = urlsplit(answer["next"])
    return json.loads(Client().get(f"{parts.path}?{parts.query}").content)


def ids(answer: Any) -> list[int]:
    return [result["id"] for result in answer["results"]]


def stars(cast: Cast, count: int) -> list[int]:
    return [published(cast, article(cast, title=f"Star {number}")).pk for number in range(count)]


def test_the_description_is_valid_openapi_and_names_every_filter_of_the_page() -> None:
    description = described()

    validate(description)
    names = {parameter["name"] for parameter in description["paths"]["/works"]["get"]["parameters"]}
    assert {"q", "lang", "sort", "limit", "cursor", "type", "subject", "language", "level"} <= names


def test_a_work_is_found_with_the_passage_that_answers(cast: Cast) -> None:
    work = published(cast, article(cast))
    catch_up()

    answer = ask(q="hot gas", lang="en")

    assert (answer["total"], answer["exact"], answer["makeshift"], answer["next"]) == (1, True, False, None)
    found = answer["results"][0]
    assert (found["id"], found["type"], found["lang"], found["title"]) == (work.pk, "article", "en", "How stars shine")
    assert found["url"] == "http://testserver/en/articles/how-stars-shine/"
    assert "<mark>hot</mark>" in found["passage"]["html"]
    assert "A star is a ball of hot gas." in found["passage"]["text"]
    assert ids(ask(q="hot gas", type=["article", "exhibit"])) == [work.pk]
    assert ids(ask(q="hot gas", type="exhibit")) == []


def test_pages_neither_repeat_nor_skip_while_works_come_change_and_go(cast: Cast) -> None:
    works = stars(cast, 7)
    catch_up()
    first = ask(q="star", limit=3)

    # Meanwhile a new one, one that now ranks elsewhere, and one that is taken back.
    new = stars(cast, 1)
    moved, gone = [pk for pk in works if pk not in ids(first)][:2]
    work = published_again(cast, moved)
    withdrawn(cast, article_of(gone))
    catch_up()
    second = following(first)
    third = following(second)

    given_all = [*ids(first), *ids(second), *ids(third)]
    assert len(given_all) == len(set(given_all))
    assert set(given_all) == {*works, *new} - {gone}
    assert work.pk in given_all
    assert third["next"] is None


def published_again(cast: Cast, work_id: int) -> Any:
    work = article_of(work_id)
    edit(work, cast.editor, title="Star, star and star again", summary="A star.")
    return published(cast, work)


def article_of(work_id: int) -> Any:
    from content.articles.models import Article

    return Article.objects.get(pk=work_id)


def test_pages_go_on_past_works_that_the_index_still_holds(cast: Cast) -> None:
    works = stars(cast, 5)
    catch_up()
    first = ask(q="star", limit=2)
    left = [pk for pk in works if pk not in ids(first)]
    for pk in left[:2]:
        withdrawn(cast, article_of(pk))

    answers = [first]
    while answers[-1]["next"]:
        answers.append(following(answers[-1]))

    assert [pk for answer in answers[1:] for pk in ids(answer)] == left[2:]


def test_nothing_of_a_withdrawn_work_shows_anywhere_while_the_index_lags(cast: Cast) -> None:
    work = published(cast, article(cast, title="Zirconium stars", text="A star of zirconium."))
    catch_up()
    withdrawn(cast, work)

    pages = [
        ("/en/search/", {"q": "zirconium"}),
        ("/en/search/complete", {"q": "zirc"}),
        ("/en/search/suggestions", {"q": "zirc"}),
        ("/en/search/feed", {"q": "zirconium"}),
        (WORKS, {"q": "zirconium"}),
    ]
    for path, params in pages:
        said = Client().get(path, params).content.decode()
        assert "Zirconium stars" not in said, path
        assert "star of" not in said, path


@pytest.mark.parametrize(
    ("params", "parameter"),
    [
        ({"limit": "0"}, "limit"),
        ({"limit": "101"}, "limit"),
        ({"limit": "٣"}, "limit"),
        ({"sort": "oldest"}, "sort"),
        ({"lang": "tlh"}, "lang"),
        ({"cursor": "no"}, "cursor"),
        ({"cursor": ""}, "cursor"),
        ({"colour": "red"}, "colour"),
        ({"q": "x" * 2001}, "q"),
        ({"type": ["a"] * 21}, "type"),
    ],
)
def test_what_is_not_understood_is_said_as_a_problem(params: dict[str, Any], parameter: str) -> None:
    problem = ask(status=400, **params)

    assert (problem["status"], problem["parameter"]) == (400, parameter)


def test_problems_are_in_the_readers_language() -> None:
    response = Client().get(WORKS, {"sort": "oldest", "lang": "fr"})

    assert response.headers["Content-Language"] == "fr"


def test_any_site_may_read_and_nobody_may_write() -> None:
    assert ask(q="star")["results"] == []
    response = Client().get(WORKS, {"q": "star"})
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "no-cache" in response.headers["Cache-Control"]
    assert Client().get(WORKS, {"q": "star"}, headers={"if-none-match": response.headers["ETag"]}).status_code == 304
    preflight = Client().options(WORKS)
    assert (preflight.status_code, preflight.headers["Access-Control-Allow-Methods"]) == (204, "GET, HEAD, OPTIONS")
    refused = Client(enforce_csrf_checks=True).post(WORKS, {"q": "star"})
    assert (refused.status_code, refused.headers["Content-Type"]) == (405, "application/problem+json")


@given(st.text(max_size=60))
def test_no_cursor_is_an_error_for_the_server(text: str) -> None:
    try:
        given_by(text)
    except BadCursor:
        return


@given(st.frozensets(st.integers(min_value=1, max_value=10**12), max_size=400))
def test_a_cursor_says_what_was_given(given: frozenset[int]) -> None:
    assert given_by(cursor_of(given)) == given


def test_the_feed_of_a_query_has_what_answers_it_newest_first(cast: Cast) -> None:
    stars(cast, 3)
    catch_up()
    page = Client().get("/en/search/", {"q": "star"}).content.decode()
    assert 'type="application/rss+xml"' in page

    response = Client().get("/en/search/feed", {"q": "star"})

    assert response.headers["Content-Type"].startswith("application/rss+xml")
    items = etree.fromstring(response.content).findall("channel/item")
    assert [item.findtext("title") for item in items] == ["Star 2", "Star 1", "Star 0"]
    assert items[0].findtext("link") == "http://testserver/en/articles/star-2/"
    assert all(item.findtext("pubDate") and item.findtext("description") for item in items)
    assert Client().get("/en/search/feed", {"q": "\x01<&\ufffe"}).status_code == 200


@pytest.mark.parametrize("lang", ["en", "zh-hans", "ar"])
def test_browsers_are_told_how_to_search(lang: str) -> None:
    page = Client().get(f"/{lang}/search/").content.decode()
    assert f'href="/{lang}/search/opensearch.xml"' in page

    response = Client().get(f"/{lang}/search/opensearch.xml")

    root = etree.fromstring(response.content)
    space = "{http://a9.com/-/spec/opensearch/1.1/}"
    templates = {url.get("type"): url.get("template", "") for url in root.findall(f"{space}Url")}
    assert templates["text/html"] == f"http://testserver/{lang}/search/?q={{searchTerms}}"
    for template in templates.values():
        assert Client().get(urlsplit(template.replace("{searchTerms}", "star")).path, {"q": "star"}).status_code == 200
    assert len(root.findtext(f"{space}ShortName") or "") <= 16


def test_suggestions_come_as_browsers_read_them(cast: Cast) -> None:
    published(cast, article(cast))
    catch_up()

    typed, texts, details, addresses = Client().get("/en/search/suggestions", {"q": "how st"}).json()

    assert (typed, texts) == ("how st", ["How stars shine"])
    assert len(details) == 1
    assert addresses == ["http://testserver/en/articles/how-stars-shine/"]


def test_an_address_that_is_none_is_a_problem_too() -> None:
    answer = Client().get("/api/search/v1/nowhere/at/all")

    assert (answer.status_code, answer.headers["Content-Type"]) == (404, "application/problem+json")
    assert "/api/search/v1/" in answer.json()["detail"]
