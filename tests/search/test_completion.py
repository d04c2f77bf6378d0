"""What is offered while one types: public works, terms and persons, by any of their words, in any script."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from content.people.models import Person
from content.taxonomy.models import Term
from search.completion import keeping
from search.models import CompletionKey
from tests.cast import Cast, article, contributor, published, withdrawn

pytestmark = pytest.mark.django_db


def offered(typed: str, lang: str = "en") -> dict[str, list[str]]:
    answer = Client().get(f"/{lang}/search/complete", {"q": typed}).json()
    return {group["label"]: [item["text"] for item in group["items"]] for group in answer["groups"]}


def works(typed: str, lang: str = "en") -> list[str]:
    """Whatever the group is called in this language."""
    groups = Client().get(f"/{lang}/search/complete", {"q": typed}).json()["groups"]
    return [item["text"] for group in groups for item in group["items"]]


def term(slug: str, **names: str) -> Term:
    row = Term(slug=slug)
    for lang, name in names.items():
        row.set_draft("name", lang.replace("_", "-"), name)
    row.save()
    return row


def public(cast: Cast, title: str, lang: str = "en") -> Any:
    work = published(cast, article(cast, title, lang))
    keeping.follow_works([work.pk])
    return work


def approved(cast: Cast, row: Any, *langs: str) -> Any:
    for lang in langs:
        row.record_approval(lang, cast.administrator)
    return row


@pytest.mark.parametrize(
    ("title", "lang", "typed"),
    [
        ("How stars shine", "en", "How st"),
        ("How stars shine", "en", "SHINE"),
        ("银河系中的恒星", "zh-hans", "银"),
        ("银河系中的恒星", "zh-hans", "yh"),
        ("银河系中的恒星", "zh-hans", "yin he"),
        ("银河系中的恒星", "zh-hans", "恒星"),
        ("银河系中的恒星", "zh-hans", "hengx"),
        ("银河系中的恒星", "zh-hans", "銀河"),
        ("X射线与医学", "zh-hans", "xsx"),
        ("كيف تلمع النجوم", "ar", "نجوم"),
        ("كيف تلمع النجوم", "ar", "النج"),
        ("أسرار الشمس", "ar", "اسر"),
        ("L’étoile polaire", "fr", "etoi"),
        ("Ёлка под микроскопом", "ru", "елк"),
        ("은하수 여행", "ko", "은ㅎ"),
        ("은하수 여행", "ko", "ㅇㅎ"),
        ("은하수 여행", "ko", "여행"),
        ("ギンガの旅", "ja", "ぎんが"),
        ("གནམ་གྱི་སྐར་མ", "bo", "སྐར་"),
        ("COVID-19 vaccines", "en", "covid19 v"),
    ],
)
def test_a_title_is_completed_from_any_of_its_words_as_people_type_them(title: str, lang: str, typed: str, cast: Cast) -> None:
    public(cast, title, lang)

    assert works(typed, lang) == [title]
    assert works(typed, "mn") == [title]


def test_the_readers_language_comes_first_and_the_beginning_of_a_title_before_its_middle(cast: Cast) -> None:
    public(cast, "Sternwarte", "de")
    public(cast, "The sternest winter")
    public(cast, "Stern ships")

    assert works("stern") == ["Stern ships", "The sternest winter", "Sternwarte"]


def test_neither_a_draft_nor_a_withdrawn_work_is_ever_offered(cast: Cast) -> None:
    draft = article(cast, "Stars in draft")
    gone = public(cast, "Stars withdrawn")
    keeping.follow_works([draft.pk, gone.pk])
    assert works("stars") == ["Stars withdrawn"]

    withdrawn(cast, gone)

    # The keys may lag behind: they aren't what decides.
    assert works("stars") == []


def test_a_term_is_offered_once_its_wording_is_approved_with_its_name_in_the_readers_language(cast: Cast) -> None:
    row = term("black-hole", en="black hole", zh_hans="黑洞")
    assert offered("hd") == {}

    approved(cast, row, "en", "zh-hans")

    answer = Client().get("/en/search/complete", {"q": "hd"}).json()
    (item,) = answer["groups"][0]["items"]
    assert (item["text"], item["lang"], item["detail"]) == ("黑洞", "zh-Hans", "black hole")
    assert offered("bla") == {"Terms": ["black hole"]}
    row.delete()
    assert offered("bla") == {}


def test_a_person_is_offered_where_they_appear_in_a_public_work_and_nowhere_else(cast: Cast) -> None:
    unpublished = Person.objects.create(name="Marie Hidden", name_en="Marie Hidden")
    work = article(cast, "Radium")
    known = contributor(work, name="Marie Curie")
    for person in (unpublished, known):
        approved(cast, person, "en")
    assert offered("marie") == {}

    published(cast, work)

    assert offered("cur") == {"People": ["Marie Curie"]}
    assert offered("marie") == {"People": ["Marie Curie"]}


def test_a_work_is_offered_once_whatever_the_number_of_its_languages(cast: Cast) -> None:
    from content.core.tree import section_for

    work = public(cast, "Nova")
    twin = work.copy_for_translation(section_for("fr", "articles").locale, copy_parents=True)
    twin.title = "Nova, une étoile"
    twin.save_revision(user=cast.editor)
    twin = published(cast, twin)
    keeping.follow_works([twin.pk])

    assert works("nova", "fr") == ["Nova, une étoile"]
    assert works("nova", "en") == ["Nova"]


def test_the_number_of_queries_does_not_grow_with_the_site(cast: Cast) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert len(works("star")) <= 10
        return len(captured)

    public(cast, "Star 0")
    few = cost()
    for number in range(1, 9):
        public(cast, f"Star {number}")

    assert cost() <= few


@pytest.mark.parametrize("typed", ["", " ", "\x00", "🪐", '"', "a" * 10_000, "\ud800", "%", "_", "’’’", "ᄀ", "ﷺ"])
def test_anything_may_be_typed(typed: str) -> None:
    answer = Client().get("/en/search/complete", {"q": typed.encode("utf-8", "replace").decode()})

    assert answer.status_code == 200
    assert answer.json()["groups"] == []


def test_an_unchanged_answer_is_not_sent_twice_and_is_kept_by_no_cache_unasked(cast: Cast) -> None:
    public(cast, "Comets")
    first = Client().get("/en/search/complete", {"q": "com"})

    again = Client().get("/en/search/complete", {"q": "com"}, headers={"If-None-Match": first["ETag"]})

    assert "no-cache" in first["Cache-Control"]
    assert again.status_code == 304


def test_building_anew_leaves_what_is_public_and_nothing_else(cast: Cast) -> None:
    kept, gone = public(cast, "Comets"), public(cast, "Asteroids")
    approved(cast, term("comet", en="comet"), "en")
    CompletionKey.objects.create(kind=1, lang="en", key=b"ghost", object_id=10**9)
    CompletionKey.objects.create(kind=3, lang="en", key=b"ghost", object_id=10**9)
    withdrawn(cast, gone)
    CompletionKey.objects.filter(object_id=kept.pk).delete()

    keeping.rebuild()

    left = {(key.kind, key.object_id, str(key)) for key in CompletionKey.objects.all()}
    assert left == {(1, kept.pk, "comets"), (3, Term.objects.get().pk, "comet")}
