from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from content.core.publication import is_public
from content.taxonomy.models import Term
from search.indexing import catch_up
from tests.cast import Cast, article, picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_index")]
ODD = ['"', " ", "\x00", "a AND (", "[1 TO", "🪐"]


def signed_in(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.editor)
    return client


def test_a_chinese_word_finds_the_draft_that_holds_it(cast: Cast) -> None:
    work = article(cast, title="银河系", lang="zh-hans", text="银河系中的恒星演化")
    catch_up()

    page = signed_in(cast).get(reverse("wagtailadmin_pages:search"), {"q": "恒星"}).content.decode()

    assert "银河系" in page
    assert not is_public(work)


def test_a_chinese_word_finds_an_image_by_its_title(cast: Cast) -> None:
    picture("银河系中的恒星")

    assert "银河系中的恒星" in signed_in(cast).get(reverse("wagtailimages:index"), {"q": "恒星"}).content.decode()


def test_a_chinese_word_finds_a_term(cast: Cast) -> None:
    Term.objects.create(slug="star-life", name="Stellar evolution", name_en="Stellar evolution", name_zh_hans="恒星演化")

    url = reverse(Term.snippet_viewset.get_url_name("list"))

    assert "Stellar" in signed_in(cast).get(url, {"q": "恒星"}).content.decode()
    assert "Stellar" not in signed_in(cast).get(url, {"q": "行星"}).content.decode()


@pytest.mark.parametrize("query", ODD)
@pytest.mark.parametrize("name", ["wagtailadmin_pages:search", "wagtailimages:index", "wagtaildocs:index"])
def test_odd_strings_break_no_listing(name: str, query: str, cast: Cast) -> None:
    article(cast)

    assert signed_in(cast).get(reverse(name), {"q": query}).status_code == 200
