"""What the glossary's reviewers approve counts at once, and nothing else does."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.taxonomy.models import Term
from search.documents import IndexDocument, PassageText, SearchRequest
from search.engines.embedded import EmbeddedEngine
from search.querying import Query
from search.terms import glossary
from tests.cast import Cast

LANGUAGES = ("en", "zh-hans", "ar", "bo")


def term(cast: Cast, **names: str) -> Term:
    row = Term(slug="pulsar")
    for lang, name in names.items():
        row.set_draft("name", lang.replace("_", "-"), name, cast.editor.pk)
    row.save()
    return row


def said(text: str, lang: str) -> dict[str, Query]:
    return dict(glossary().translations(Query.of(text), lang))


@pytest.mark.django_db
def test_a_name_counts_as_soon_as_it_is_approved_and_not_before(cast: Cast) -> None:
    row = term(cast, en="pulsar", zh_hans="脉冲星")
    row.record_approval("en", cast.scientist)
    assert said("pulsar", "en") == {}

    row.record_approval("zh-hans", cast.scientist)
    assert said("pulsar", "en") == {"zh": Query.of("脉冲星")}

    row.set_draft("name", "zh-hans", "波霎", cast.editor.pk)
    row.save()
    assert said("pulsar", "en") == {"zh": Query.of("脉冲星")}

    row.record_approval("zh-hans", cast.scientist)
    assert said("pulsar", "en") == {"zh": Query.of("波霎")}


@pytest.mark.django_db
def test_a_term_that_is_gone_translates_nothing(cast: Cast) -> None:
    row = term(cast, en="pulsar", ar="نجم نابض")
    for lang in ("en", "ar"):
        row.record_approval(lang, cast.scientist)
    assert said("pulsars", "en")

    row.delete()
    assert said("pulsars", "en") == {}


TEXTS = {
    1: ("en", "Pulsars are neutron stars"),
    2: ("zh-hans", "脉冲星的发现"),
    3: ("zh-hans", "太阳系的行星"),
    4: ("bo", "འཕར་སྐར་ཞེས་པ"),
}


def test_a_work_is_found_by_the_name_of_a_term_in_its_own_language(tmp_path: Path) -> None:
    engine = EmbeddedEngine(tmp_path)
    engine.rebuild(IndexDocument(pk, lang, "a", text, passages=[PassageText("a", text)]) for pk, (lang, text) in TEXTS.items())

    names = (("en", Query.of("pulsar")), ("bo", Query.of("འཕར་སྐར")))
    answer = engine.search(SearchRequest(Query.of("脉冲星"), LANGUAGES, "zh-hans", translations=names))

    assert {hit.id for hit in answer.hits} == {1, 2, 4}
    assert "en|s|pulsar" in answer.wanted["en"]
