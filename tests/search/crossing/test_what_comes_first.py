"""The reader's language first, unless it is far worse; others by meaning only where they are alike enough."""

from __future__ import annotations

from search.crossing.fusing import Alike, Fused, fused
from search.documents import Hit


def hits(lang: str, *ids: int) -> list[Hit]:
    return [Hit(pk, lang, 1.0) for pk in ids]


def alike(lang: str, similarities: dict[int, float], *, trained: bool = True) -> list[Alike]:
    return [Alike(Hit(pk, lang, 0.0), similarity, trained) for pk, similarity in similarities.items()]


def mixed(own: list[Hit], others: list[Hit], near: list[Alike], *, whole: bool = False, translated: bool = False) -> Fused:
    near = sorted(near, key=lambda each: -each.similarity)
    return fused(own, others, near, languages={"en"}, whole=whole, translated=translated)


def order(result: Fused) -> list[int]:
    return [hit.id for hit in result.hits]


def test_works_in_the_readers_language_that_are_as_near_come_first() -> None:
    near = alike("en", {1: 0.5, 2: 0.4}) + alike("fr", {9: 0.5})

    assert order(mixed(hits("en", 1, 2, 3), [], near)) == [1, 2, 3, 9]


def test_a_far_nearer_work_in_another_language_comes_before_chance_finds() -> None:
    near = alike("en", {1: 0.1, 2: 0.05}) + alike("fr", {9: 0.5})

    assert order(mixed(hits("en", 1, 2, 3), [], near))[0] == 9


def test_a_work_that_has_all_the_words_stays_first_though_the_encoder_makes_little_of_them() -> None:
    near = alike("en", {1: 0.15}) + alike("fr", {9: 0.35})

    assert order(mixed(hits("en", 1), [], near))[0] == 9
    assert order(mixed(hits("en", 1), [], near, whole=True))[0] == 1


def test_of_the_first_ten_the_most_alike_of_others_have_two() -> None:
    near = alike("en", {1: 0.6}) + alike("fr", {91: 0.6, 92: 0.55})

    first = order(mixed(hits("en", *range(1, 30)), [], near))
    assert first[:6] == [1, 2, 3, 4, 5, 6]
    assert {91, 92} <= set(first[:10])


def test_what_is_hardly_alike_never_shows() -> None:
    near = alike("en", {1: 0.5}) + alike("fr", {9: 0.1})

    assert order(mixed(hits("en", 1), [], near)) == [1]


def test_far_behind_the_most_alike_nothing_shows() -> None:
    assert order(mixed([], [], alike("fr", {8: 0.6, 9: 0.3}))) == [8]


def test_a_language_the_encoder_doesnt_know_must_be_nearer() -> None:
    assert order(mixed([], [], alike("sv", {9: 0.25}, trained=False))) == []
    assert order(mixed([], [], alike("sv", {9: 0.35}, trained=False))) == [9]


def test_what_a_term_finds_comes_before_a_chance_word_in_another_language() -> None:
    near = alike("fr", {9: 0.3})

    assert order(mixed([], hits("de", 5), near, translated=True))[0] == 5
    assert order(mixed([], hits("de", 5), near))[0] == 9


def test_only_what_no_word_finds_is_by_meaning() -> None:
    result = mixed(hits("en", 1), hits("fr", 2), alike("fr", {2: 0.5, 3: 0.5}))

    assert result.by_meaning == {3}


def test_scores_fall_along_the_order() -> None:
    result = mixed(hits("en", 1, 2), hits("fr", 3), alike("fr", {3: 0.4, 4: 0.38}))

    scores = [hit.score for hit in result.hits]
    assert scores == sorted(scores, reverse=True)
