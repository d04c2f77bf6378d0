"""A warm anonymous page costs a fixed number of queries, whatever the number of works."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from content.media.models import Licence
from tests.cast import Cast, article, contributor, fiction, fresh, picture, published, stream

pytestmark = pytest.mark.django_db


def queries_of(path: str) -> int:
    client = Client()
    client.get(path)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        response = client.get(path)
    assert response.status_code == 200
    return len(captured)


def rich_article(cast: Cast, number: int = 0) -> str:
    licence, _new = Licence.objects.get_or_create(slug="cc-by-4.0", defaults={"name": "CC BY 4.0", "name_en": "CC BY 4.0"})
    image, other = (
        picture(f"One {number}", name=f"one{number}.png"),
        picture(f"Two {number}", colour="red", name=f"two{number}.png"),
    )
    image.licence = other.licence = licence
    image.save()
    other.save()
    body = stream(
        ("text", "<p>A star is a ball of hot gas.</p>"),
        ("image", {"image": image.pk, "alt": "A star", "caption": "<p>A star</p>"}),
        ("image", {"image": other.pk, "alt": "Another", "caption": ""}),
        ("formula", {"latex": "E=mc^2", "label": ""}),
    )
    work = article(cast, f"Star {number}", body=body, cover=image, licence=licence)
    contributor(work, name=f"Author {number}")
    contributor(work, name=f"Illustrator {number}")
    return str(published(cast, work).url_path_public)


def test_a_work_page_takes_at_most_14_queries(cast: Cast) -> None:
    assert queries_of(rich_article(cast)) <= 14


def test_a_chapter_takes_at_most_14_queries(cast: Cast) -> None:
    book = published(cast, fiction(cast, chapters=5))

    assert queries_of(fresh(book).chapter_cards()[2].url) <= 14


def test_a_list_of_works_takes_at_most_15_queries_whatever_their_number(cast: Cast) -> None:
    rich_article(cast, 1)
    few = queries_of("/en/articles/")
    for number in range(2, 8):
        rich_article(cast, number)

    assert queries_of("/en/articles/") == few
    assert few <= 15


def test_the_home_page_takes_at_most_15_queries(cast: Cast) -> None:
    for number in range(3):
        rich_article(cast, number)

    assert queries_of("/en/") <= 15


def test_a_search_takes_at_most_15_queries(cast: Cast) -> None:
    from search.indexing import catch_up

    for number in range(3):
        rich_article(cast, number)
    catch_up()

    assert queries_of("/en/search/?q=star") <= 15
