from __future__ import annotations

import json

import pytest
from django.core.management import call_command
from django.test import Client

from content.core.publication import public
from content.core.tree import section_for
from content.exchange.seeding import seed
from content.review.audit import audit
from content.review.models import Seal
from search.indexing import catch_up, followers, needs_building
from tests.cast import Cast, article, published

pytestmark = pytest.mark.django_db


def test_seeded_works_are_public_sealed_and_pass_the_audit(cast: Cast) -> None:
    published(cast, article(cast))

    seed(12, ["en", "zh-hans"])

    assert public().count() == 13
    result = audit()
    assert (result["checked"], result["sealed"], result["findings"]) == (13, 13, [])
    assert Seal.objects.filter(via="seed").count() == 12
    assert Client().get("/zh-hans/articles/").content.decode().count("card__title") == 6


def test_a_seeded_work_can_be_opened_and_new_ones_added_beside_it(cast: Cast) -> None:
    seed(2, ["en"])
    page = public().first()

    assert Client().get(page.specific.url_path_public).status_code == 200
    assert published(cast, article(cast)).live


@pytest.mark.usefixtures("fresh_index")
def test_the_index_is_left_for_a_rebuild(capsys: pytest.CaptureFixture[str]) -> None:
    catch_up()
    assert not any(needs_building(index) for index in followers())

    call_command("seed_works", "3", "--langs", "en", "--json")

    assert json.loads(capsys.readouterr().out) == {"made": 3, "languages": ["en"]}
    assert all(needs_building(index) for index in followers())


@pytest.mark.usefixtures("fresh_index")
def test_a_site_without_its_sections_gets_them() -> None:
    section_for("ar", "articles").delete()

    call_command("seed_works", "2", "--langs", "ar")

    assert public().child_of(section_for("ar", "articles")).count() == 2
