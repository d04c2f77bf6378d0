"""What editors declare to mean the same: searched at once, marked, given as the reason, and previewed."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.urls import reverse

from search.documents import SearchRequest
from search.indexing import catch_up, engine
from search.querying import Either, FieldIs, Phrase, Query, Without, Words
from search.synonyms import Applied, Group, Thesaurus, expanded
from search.synonyms.keeping import languages_of, with_synonyms
from search.synonyms.models import SynonymGroup
from search.synonyms.preview import changes_by
from search.synonyms.reason import by_synonym
from tests.cast import Cast, article, published
from tests.rounds import browser

HEART = Group("en", ("heart attack", "myocardial infarction"), ("heart attack", "myocardial infarction"))
HOLE = Group("zh-hans", ("黑洞", "坍缩星"), ("黑洞", "坍缩星"))
ONE_WAY = Group("en", ("planet",), ("planet", "Mars", "Venus"))


def ways(text: str, *groups: Group, lang: str = "en") -> list[str]:
    (part,) = expanded(Query.of(text), Thesaurus(groups), languages_of(lang)).query.parts
    return [each.text for each in part.parts if isinstance(each, Words)] if isinstance(part, Either) else [part.text]


@pytest.mark.parametrize(
    ("text", "lang", "also"),
    [
        ("heart attack symptoms", "en", "myocardial infarction symptoms"),
        ("Myocardial  Infarctions in women", "en", "heart attack in women"),
        ("什么是黑洞？", "zh-hans", "什么是坍缩星？"),
        ("什麼是黑洞", "zh-hant", "什麼是坍缩星"),
        ("黑洞 photo", "en", "坍缩星 photo"),
    ],
)
def test_words_are_also_asked_for_by_their_synonyms_in_whatever_form(text: str, lang: str, also: str) -> None:
    assert ways(text, HEART, HOLE, lang=lang) == [text, also]


@pytest.mark.parametrize("text", ["heart", "heart of the attack", "attack heart", "", "a" * 400 + " heart attack"])
def test_other_words_are_asked_for_as_they_are(text: str) -> None:
    assert expanded(Query.of(text), Thesaurus([HEART]), ["en"]).query == Query.of(text)


def test_a_one_way_group_is_not_read_backwards() -> None:
    assert ways("planet", ONE_WAY) == ["planet", "Mars", "Venus"]
    assert ways("mars", ONE_WAY) == ["mars"]


def test_groups_for_one_word_stand_side_by_side_and_the_longer_of_two_that_overlap_counts() -> None:
    attack = Group("en", ("attack",), ("attack", "assault"))
    more = Group("en", ("heart attack",), ("heart attack", "coronary"))

    assert ways("heart attack", attack, HEART, more) == ["heart attack", "myocardial infarction", "coronary"]


def test_what_is_quoted_named_or_excluded_is_meant_as_it_was_typed() -> None:
    typed = Query((Phrase("heart attack"), FieldIs("title", Words("heart attack")), Without(Words("heart attack"))))

    assert expanded(typed, Thesaurus([HEART]), ["en"]).query == typed


def test_a_word_of_another_language_in_the_same_script_has_no_synonyms() -> None:
    gift = Group("de", ("Gift",), ("Gift", "Toxin"))

    assert ways("gift", gift, lang="en") == ["gift"]
    assert ways("Gift", gift, lang="de") == ["Gift", "Toxin"]


def test_the_ways_to_ask_stay_few() -> None:
    many = [Group("en", (word,), tuple(f"{word}{number}" for number in range(20))) for word in ("one", "two", "three")]

    assert len(ways("one two three", *many)) <= 8


def test_the_reason_names_what_was_typed_and_what_the_text_holds_instead() -> None:
    applied = expanded(Query.of("Heart attack"), Thesaurus([HEART]), ["en"]).applied

    assert applied == (Applied("Heart attack", "myocardial infarction", "en"),)
    assert [str(reason) for reason in by_synonym(applied, ["On myocardial infarctions."], "en")] == [
        "synonym: Heart attack = myocardial infarction"
    ]
    assert by_synonym(applied, ["Heart attacks, or myocardial infarctions."], "en") == []
    assert by_synonym(applied, ["On myocardial", "infarctions."], "en") == []
    assert by_synonym(applied, ["On myocardial infarctions."], "fr") == []


def found(text: str, lang: str = "en") -> list[int]:
    query = with_synonyms(Query.of(text), lang).query
    return [hit.id for hit in engine().search(SearchRequest(query, (lang,), lang)).hits]


@pytest.mark.django_db
@pytest.mark.usefixtures("fresh_index")
def test_a_group_counts_as_soon_as_it_is_saved_changed_or_deleted(cast: Cast) -> None:
    work = published(cast, article(cast, "Myocardial infarction", text="When the blood stops."))
    catch_up()
    assert found("heart attack") == []

    group = SynonymGroup.objects.create(lang="en", words="heart attack\nmyocardial infarction")
    assert found("heart attack") == [work.pk]

    group.words = "heart attack\ncoronary"
    group.save()
    assert found("heart attack") == []

    group.words = "myocardial infarction\nheart attack"
    group.direction = SynonymGroup.Direction.ONE_WAY
    group.save()
    assert found("heart attack") == []

    group.direction = SynonymGroup.Direction.EQUIVALENT
    group.save()
    assert found("heart attack") == [work.pk]
    group.delete()
    assert found("heart attack") == []


@pytest.mark.django_db
@pytest.mark.usefixtures("fresh_index")
def test_chinese_synonyms_find_and_mark_what_they_mean(cast: Cast) -> None:
    work = published(cast, article(cast, "坍缩星的故事", lang="zh-hans", text="光也逃不出坍缩星。"))
    catch_up()
    SynonymGroup.objects.create(lang="zh-hans", words="黑洞\n坍缩星")

    query = with_synonyms(Query.of("黑洞"), "zh-hans").query
    answer = engine().search(SearchRequest(query, ("zh-hans",), "zh-hans"))

    assert [hit.id for hit in answer.hits] == [work.pk]
    assert any(token.endswith("坍缩") for token in answer.wanted["zh-hans"])


@pytest.mark.django_db
@pytest.mark.usefixtures("fresh_index")
def test_the_preview_says_what_comes_and_what_stays_and_saves_nothing(cast: Cast) -> None:
    work = published(cast, article(cast, "Myocardial infarction", text="When the blood stops."))
    catch_up()

    first, second = changes_by(SynonymGroup(lang="en", words="heart attack\nmyocardial infarction"))

    assert [(result.card.id, result.kind, result.after) for result in first.results] == [(work.pk, "comes", 1)]
    assert [(result.card.id, result.kind) for result in second.results] == [(work.pk, "stays")]
    assert not second.is_one
    assert not SynonymGroup.objects.exists()
    kept = SynonymGroup.objects.create(lang="en", words="heart attack\nmyocardial infarction")
    kept.words = "heart attack\ncoronary"
    assert [result.kind for result in changes_by(kept)[0].results] == ["goes"]


@pytest.mark.django_db
@pytest.mark.usefixtures("fresh_index")
def test_an_editor_keeps_synonyms_in_the_admin_and_sees_the_preview(cast: Cast) -> None:
    published(cast, article(cast, "Myocardial infarction", text="When the blood stops."))
    catch_up()
    client = browser(cast.editor)
    data = {"lang": "en", "words": "heart attack\r\nmyocardial infarction", "direction": "equivalent", "note": ""}

    preview = reverse(SynonymGroup.snippet_viewset.get_url_name("preview_on_add"))
    assert client.post(preview, data).json()["is_valid"]
    shown = client.get(preview, {"mode": ""}).content.decode()
    client.post(reverse(SynonymGroup.snippet_viewset.get_url_name("add")), data)

    assert "comes, place 1" in shown
    assert SynonymGroup.objects.get().listed() == ["heart attack", "myocardial infarction"]


@pytest.mark.django_db
def test_the_preview_asks_for_a_language_before_it_says_that_nothing_is_found(cast: Cast) -> None:
    preview = reverse(SynonymGroup.snippet_viewset.get_url_name("preview_on_add"))
    client = browser(cast.editor)
    client.post(preview, {"lang": "", "words": "moon\r\nluna", "direction": "equivalent", "note": ""})

    shown = client.get(preview, {"mode": ""}).content.decode()
    assert "Choose a language" in shown
    assert "Nothing is found" not in shown


@pytest.mark.django_db
def test_only_who_may_keeps_synonyms(cast: Cast) -> None:
    address = reverse(SynonymGroup.snippet_viewset.get_url_name("add"))

    assert browser(cast.editor).get(address).status_code == 200
    assert browser(cast.author).get(address).status_code == 302
    assert Permission.objects.filter(codename="add_synonymgroup", group__name="editor").exists()


@pytest.mark.parametrize(
    "words", ["", "one", "one\nOne", "...\none", "\n".join(f"word{number}" for number in range(31)), "a\n" + "b" * 101]
)
def test_a_group_has_at_least_two_words_and_is_no_book(words: str) -> None:
    with pytest.raises(ValidationError):
        SynonymGroup(lang="en", words=words).clean()


@pytest.mark.django_db
def test_what_is_kept_costs_one_question_to_the_database(cast: Cast, django_assert_num_queries: Any) -> None:
    SynonymGroup.objects.create(lang="en", words="sun\nsol")
    with_synonyms(Query.of("star"), "en")

    with django_assert_num_queries(1):
        assert with_synonyms(Query.of("star"), "en").query == Query.of("star")
