"""What each engine finds, and how it ranks, counts and sorts it."""

from __future__ import annotations

from datetime import date

import pytest

from search.documents import SearchRequest, Sort
from search.engines.base import Engine
from search.querying import Between, Either, FieldIs, Phrase, Query, TagIs, Without, Words
from tests.search.contract.works import LANGUAGES, LIBRARY, asked, day, found, work

ODD = ['"', "", " ", "a AND (", "[1 TO", "-", "*", "\\", "title:", "x|y|z", "\x00", "a\u00a0b", "\u202e黑", "😀", "\ud800 star"]
ODD += ["a" * 10_000, "恒" * 3000, "to be " * 500]


@pytest.mark.parametrize(
    ("query", "lang", "first"),
    [
        ("hot gas", "en", 1),
        ("stars shine", "en", 1),
        ("black holes", "en", 3),
        ("恒星", "zh-hans", 2),
        ("恆星", "zh-hans", 2),
        ("恆星", "zh-hant", None),
        ("etoiles", "fr", 4),
        ("النجوم", "ar", 6),
        ("نجوم", "ar", 6),
        ("hydrogan", "en", 1),
        ("CHLOROPHYLL", "en", 5),
    ],
)
def test_words_find_the_work_in_its_language(library: Engine, query: str, lang: str, first: int | None) -> None:
    assert found(library, query, lang)[:1] == ([first] if first else [])


def test_words_of_no_known_language_are_looked_for_in_all(library: Engine) -> None:
    assert found(library, "étoiles", "")[:1] == [4]
    assert found(library, "气体球", "")[:1] == [2]
    assert found(library, "hot gas", "")[:1] == [1]


def test_only_the_languages_asked_for_are_found(library: Engine) -> None:
    hits = library.search(SearchRequest(Query.of("étoiles stars"), ("fr", "de"))).hits

    assert {hit.lang for hit in hits} == {"fr"}


def test_a_phrase_is_found_in_its_order_alone(library: Engine) -> None:
    assert found(library, Query((Phrase("black hole"),))) == [3]
    assert found(library, Query((Phrase("hole black"),))) == []
    assert found(library, Query((Phrase("炽热的气体"),)), "zh-hans") == [2]


def test_a_phrase_does_not_reach_from_one_passage_into_the_next(library: Engine) -> None:
    assert found(library, Query((Phrase("gas they fuse"),))) == []


def test_words_of_one_sentence_are_worth_more_than_words_far_apart(engine: Engine) -> None:
    between = "Nobody who looked up that night thought of anything else than of how cold it was out there."
    engine.rebuild(
        [
            work(1, "A", f"A comet came. {between} Then ice was seen."),
            work(2, "B", f"Then ice was seen, and a comet came. {between}"),
            work(3, "C", between),
        ]
    )

    assert found(engine, "comet ice") == [2, 1]


def test_pieces_of_words_rank_what_is_found_and_find_nothing_by_themselves(engine: Engine) -> None:
    engine.rebuild(
        [
            work(1, "A", "The glacier moved. Photosynthetic life thrives at sunrise."),
            work(2, "B", "The glacier moved. Nothing whatever of note thrives at noon."),
            work(3, "C", "Photosynthetic life thrives."),
            *(work(number, "D", "Photosynthesis of leaves, day and night.") for number in range(4, 15)),
        ]
    )

    loose = asked(engine, "glacier photosynthesis").hits

    assert [hit.id for hit in loose if hit.id < 3] == [1, 2]
    assert 3 not in {hit.id for hit in loose}


def test_a_short_text_is_not_better_for_being_short(engine: Engine) -> None:
    more = "It is about as bright as all that was seen in that part of the sky in a year."
    engine.rebuild(
        [work(1, "A", f"A nova, a nova. {more}"), work(2, "B", "One nova."), *(work(n, "C", more * 3) for n in range(3, 20))]
    )

    assert found(engine, "nova") == [1, 2]


def test_what_is_excluded_is_not_found(library: Engine) -> None:
    assert 3 in found(library, "light")
    assert found(library, Query((Words("light"), Without(Words("hole"))))) == [5]
    assert sorted(found(library, Query((Without(Words("hole")),)))) == [1, 5]


def test_one_of_several_is_enough(library: Engine) -> None:
    assert sorted(found(library, Query((Either((Words("hydrogen"), Words("chlorophyll"))),)))) == [1, 5]


def test_a_field_asked_for_by_name_is_searched_alone(library: Engine) -> None:
    assert found(library, Query((FieldIs("contributor", Words("black")),))) == [5]
    assert found(library, Query((FieldIs("title", Words("hydrogen")),))) == []
    assert 5 in found(library, "Maria Black")


def test_days_include_both_ends_and_no_work_without_a_date(engine: Engine) -> None:
    engine.rebuild(
        [work(1, "star", published=day(2024, 3, 1, 0)), work(2, "star", published=day(2024, 3, 2, 23)), work(3, "star")]
    )

    def between(start: date | None, end: date | None) -> list[int]:
        return sorted(found(engine, Query((Words("star"), Between("date", start, end)))))

    assert between(date(2024, 3, 1), date(2024, 3, 2)) == [1, 2]
    assert between(date(2024, 3, 2), None) == [2]
    assert between(None, date(2024, 3, 1)) == [1]
    assert between(date(2024, 3, 3), None) == []


def test_filters_keep_what_has_one_value_of_each(library: Engine) -> None:
    assert found(library, "light", filters=(("subject", ("botany", "physics")),)) == [5]
    assert found(library, "light", filters=(("subject", ("astronomy",)), ("level", ("school",)))) == []
    assert sorted(found(library, "light", filters=(("kind", ("article", "exhibit")),))) == [3, 5]


def test_facets_count_each_under_the_filters_of_the_others(library: Engine) -> None:
    counted = asked(library, "light", filters=(("subject", ("botany",)),), facets=("subject", "level", "kind")).counted

    assert counted is not None
    assert counted.works == 1
    assert counted.facets == {"subject": {"astronomy": 1, "botany": 1}, "level": {"school": 1}, "kind": {"exhibit": 1}}


def test_one_can_search_within_some_works_alone(library: Engine) -> None:
    assert found(library, "light", groups=("g5",)) == [5]
    assert found(library, "gas", "", groups=("g3",)) == []


def test_the_languages_of_one_work_share_a_group(library: Engine) -> None:
    groups = {hit.id: hit.group for lang, query in (("en", "gas"), ("fr", "gaz")) for hit in asked(library, query, lang).hits}

    assert groups[1] == groups[4] != 0


def test_results_are_sorted_as_asked(engine: Engine) -> None:
    dates = {1: day(2022), 2: None, 3: day(2024), 4: day(2023)}
    engine.rebuild([work(pk, "star " * pk, published=dates[pk], order=f"{9 - pk:02x}") for pk in dates])

    assert found(engine, "star", sort=Sort.NEWEST) == [3, 4, 1, 2]
    assert found(engine, "star", sort=Sort.TITLE) == [4, 3, 2, 1]
    assert sorted(found(engine, "star", sort=Sort.RELEVANCE)) == [1, 2, 3, 4]


def test_pages_follow_on_one_another(engine: Engine) -> None:
    engine.rebuild([work(pk, "a star", "and more " * (pk % 7)) for pk in range(1, 31)])
    pages = [asked(engine, "star", limit=7, offset=start) for start in range(0, 42, 7)]

    assert [page.total for page in pages[:5]] == [30] * 5
    assert sorted(hit.id for page in pages for hit in page.hits) == list(range(1, 31))


def test_a_page_beyond_everything_is_empty(library: Engine) -> None:
    assert asked(library, "stars", offset=1_000_000).hits == []


def test_the_answer_tells_which_tokens_it_looked_for(library: Engine) -> None:
    answer = asked(library, "hydrogan")

    assert any(token.endswith("|hydrogen") for token in answer.wanted["en"])
    assert "hydrogen" in answer.spelling["hydrogan"]


@pytest.mark.parametrize("text", ODD)
def test_any_string_is_answered(library: Engine, text: str) -> None:
    assert asked(library, text, "").total >= 0
    assert asked(library, Query((Phrase(text),)), "").total >= 0


def test_a_query_of_nothing_finds_nothing(library: Engine) -> None:
    assert asked(library, Query(), "").total == 0


def test_alike_works_are_found_but_no_other_language_of_the_same(engine: Engine) -> None:
    texts = [f"The {name} orbits the sun with its moons and rings." for name in ("planet", "comet", "asteroid")]
    others = [work(pk, f"Fern {pk}", "Green leaves in the wood.") for pk in range(10, 25)]
    engine.rebuild(
        [work(1, "Saturn", *texts), work(2, "Uranus", *texts[:2]), work(3, "Saturn again", *texts, group="g1"), *others]
    )

    hits = engine.similar(1, SearchRequest(Query(), LANGUAGES)).hits

    assert [hit.id for hit in hits] == [2]
    assert engine.similar(99, SearchRequest(Query(), LANGUAGES)).total == 0


def test_words_are_completed_most_frequent_first(engine: Engine) -> None:
    engine.rebuild([work(1, "Starlight and starfish", "stars"), work(2, "Starlight", "stars"), work(3, "Starlight")])

    assert engine.words("star", "en") == [("starlight", 3), ("stars", 2), ("starfish", 1)]
    assert engine.words("star", "en", limit=1) == [("starlight", 3)]
    assert engine.words("st.r", "en") == engine.words("star", "fr") == []


def test_conditions_without_words_hold_in_every_language(library: Engine) -> None:
    languages = tuple({each.lang for each in LIBRARY})
    request = SearchRequest(Query((TagIs("lang", languages),)), languages, "en", limit=100)

    assert {hit.lang for hit in library.search(request).hits} == set(languages)
