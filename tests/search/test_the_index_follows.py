"""The index follows what is public, whatever happens to it; readers never see an error for it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from wagtail.models import Page

from search import indexing
from search.documents import Scope, SearchRequest
from search.engines.base import EngineUnavailable
from search.engines.embedded import EmbeddedEngine
from search.finding import find
from search.indexing import catch_up
from search.models import Outbox
from search.querying import Query
from tests.cast import Cast, article, edit, fresh, published, withdrawn

pytestmark = [pytest.mark.django_db(transaction=False), pytest.mark.usefixtures("fresh_index")]


def found(query: str, lang: str = "en") -> list[str]:
    catch_up()
    return [result.card.title for result in find(query, lang).results]


def test_a_published_work_is_found_and_a_withdrawn_one_is_not(cast: Cast) -> None:
    work = article(cast)
    assert found("hot gas") == []

    published(cast, work)
    assert found("hot gas") == ["How stars shine"]

    withdrawn(cast, work)
    assert found("hot gas") == []


def test_a_new_version_is_found_by_its_new_words_only(cast: Cast) -> None:
    work = published(cast, article(cast))
    catch_up()
    edit(work, cast.editor, summary="They fuse hydrogen.")

    assert found("hydrogen") == []
    published(cast, work)
    assert found("hydrogen") == ["How stars shine"]


def test_a_withdrawn_work_never_shows_while_the_index_lags(cast: Cast) -> None:
    work = published(cast, article(cast))
    catch_up()

    withdrawn(cast, work)

    assert find("hot gas", "en").total == 0


def test_a_title_changed_behind_the_gate_is_not_shown(cast: Cast) -> None:
    work = published(cast, article(cast))
    catch_up()
    Page.objects.filter(pk=work.pk).update(title="Evil")

    assert find("hot gas", "en").total == 0


def test_with_the_index_gone_the_site_publishes_and_searches_titles(cast: Cast) -> None:
    published(cast, article(cast))

    results = find("stars shine", "en")

    assert results.makeshift
    assert [result.card.title for result in results.results] == ["How stars shine"]
    assert Client().get("/en/search/?q=stars").status_code == 200


def test_a_broken_index_is_built_anew(cast: Cast, fresh_index: Path) -> None:
    published(cast, article(cast))
    catch_up()
    for file in fresh_index.rglob("meta.json"):
        file.write_text("garbage")
    for scope in Scope:
        indexing.engine(scope).folder._index = None

    assert find("hot gas", "en").makeshift
    assert found("hot gas") == ["How stars shine"]


def test_an_index_of_another_format_is_built_anew(cast: Cast, fresh_index: Path) -> None:
    published(cast, article(cast))
    catch_up()
    current = fresh_index / "public" / "current"
    current.write_text(current.read_text().split()[0] + " 0")

    assert found("hot gas") == ["How stars shine"]


def test_a_deleted_folder_comes_back(cast: Cast, fresh_index: Path) -> None:
    published(cast, article(cast))
    catch_up()
    shutil.rmtree(fresh_index)

    assert found("hot gas") == ["How stars shine"]


def test_publishing_goes_on_when_the_engine_fails(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object, **_kw: object) -> None:
        raise EngineUnavailable("no disk")

    monkeypatch.setattr(indexing.engine(), "update", fail)

    work = published(cast, article(cast))

    assert fresh(work).live
    assert Outbox.objects.filter(work_id=work.pk).exists()


def test_the_works_of_one_group_are_one_result_with_their_languages(cast: Cast) -> None:
    first = published(cast, article(cast))
    other = article(cast, title="Pourquoi les étoiles brillent", lang="fr", translation_key=first.translation_key)
    published(cast, other)
    catch_up()

    results = find("étoiles", "fr").results

    assert [result.card.title for result in results] == ["Pourquoi les étoiles brillent"]
    assert [card.language.code for card in results[0].also_in] == ["en"]


def test_the_page_marks_what_was_found_and_survives_odd_strings(cast: Cast) -> None:
    published(cast, article(cast))
    catch_up()

    assert "<mark>hot</mark>" in Client().get("/en/search/?q=hot+gas").content.decode()
    for query in ('"', "", "%00", "a AND (", "[1 TO", "-", "\u202e黑", "?page=x"):
        assert Client().get("/en/search/", {"q": query, "page": "x"}).status_code == 200


@pytest.mark.parametrize("lang", ["en", "en_GB"])
def test_the_command_prints_one_json_document(lang: str, cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    work = published(cast, article(cast))
    call_command("search", "hot gas", "--lang", lang, "--json")

    answer = json.loads(capsys.readouterr().out)

    assert answer["total"] == 1
    assert answer["results"][0]["id"] == work.pk
    assert answer["results"][0]["url"] == "/en/articles/how-stars-shine/"


def test_two_processes_write_one_index(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    EmbeddedEngine(folder).rebuild([])
    program = Path(__file__).with_name("writer.py")
    writers = [subprocess.Popen([sys.executable, str(program), str(folder), str(start)]) for start in (1, 101)]

    assert [writer.wait(60) for writer in writers] == [0, 0]
    assert EmbeddedEngine(folder).search(SearchRequest(Query.of("star"), ("en",), "en", limit=50)).total == 20


def test_what_a_command_publishes_is_in_the_index_when_it_returns(cast: Cast) -> None:
    work = article(cast)
    for command, by in (("review_submit", cast.editor), ("review_endorse", cast.scientist), ("work_publish", cast.editor)):
        call_command(command, str(work.pk), "--as", by.email)

    assert not Outbox.objects.exists()
    assert [result.card.title for result in find("hot gas", "en").results] == ["How stars shine"]
