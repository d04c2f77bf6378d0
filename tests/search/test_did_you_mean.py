"""What is offered instead of a query: from the index, tried before it is shown, in the reader's language first."""

from __future__ import annotations

import pytest

from search.completion import keeping
from search.indexing import catch_up
from search.nothing import help_for
from search.spelling.keyboards import other_layouts
from search.spelling.suggesting import did_you_mean
from tests.cast import Cast, article, published, withdrawn

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_index")]


def meant(text: str, lang: str = "en") -> str | None:
    found = did_you_mean(text, lang)
    return found.text if found else None


def public(cast: Cast, title: str, lang: str = "en", text: str = "…") -> int:
    work = published(cast, article(cast, title, lang, text))
    keeping.follow_works([work.pk])
    catch_up()
    return int(work.pk)


@pytest.mark.parametrize(
    ("title", "text", "lang", "changes"),
    [
        ("A large telescope", "How a telescope gathers light.", "en", "telescpoe → telescope"),
        ("L’étoile polaire", "Une étoile brille.", "fr", "étoille → étoile"),
        ("Полярная звезда", "Это звезда.", "ru", "звизда → звезда"),
        ("Полярная звезда", "Это звезда.", "ru", "pdtplf → звезда"),
        ("كيف تلمع النجوم", "في السماء النجوم كثيرة.", "ar", "hgk[,l → النجوم"),
        ("黑洞的照片", "黑洞是什么。", "zh-hans", "黑动 → 黑洞"),
        ("黑洞的照片", "黑洞是什么。", "zh-hant", "黑動 → 黑洞"),
    ],
)
def test_a_misspelt_query_is_offered_as_the_texts_write_it(title: str, text: str, lang: str, changes: str, cast: Cast) -> None:
    typed, offered = changes.split(" → ")
    public(cast, title, "zh-hans" if lang == "zh-hant" else lang, text)

    assert meant(typed, lang) == offered


def test_what_is_found_or_like_nothing_is_offered_as_nothing_else(cast: Cast) -> None:
    public(cast, "A large telescope")

    assert meant("telescope") is None
    assert meant("qqqqqqqq") is None
    assert meant("") is None
    assert meant('"\x00 -') is None


def test_what_only_a_withdrawn_work_holds_is_not_offered_while_the_index_lags(cast: Cast) -> None:
    work = published(cast, article(cast, "A large telescope"))
    catch_up()
    assert meant("telescpoe") == "telescope"

    withdrawn(cast, work)

    assert meant("telescpoe") is None


def test_without_an_index_nothing_is_offered() -> None:
    assert meant("telescpoe") is None
    assert help_for("telescpoe", "en").terms == []


def test_a_text_of_two_scripts_was_not_typed_on_the_wrong_keyboard() -> None:
    assert list(other_layouts("heлло", "ru")) == []
    assert next(other_layouts("ыефк", "ru")) == "star"


def test_help_names_the_languages_that_hold_the_words_and_terms_that_are_found(cast: Cast) -> None:
    from content.taxonomy.models import Term

    public(cast, "Quasar", "fr", "Un quasar brille.")
    public(cast, "Pulsars", "en", "A pulsar turns.")
    for slug, name in (("pulsar", "pulsar"), ("quaser", "quaseria")):
        row = Term(slug=slug)
        row.set_draft("name", "en", name)
        row.save()
        row.record_approval("en", cast.administrator)

    found = help_for("quasar", "en")

    assert [other.language.code for other in found.languages] == ["fr"]
    assert found.languages[0].url == "/fr/search/?q=quasar"
    # The other term is more like it, but nothing holds it.
    assert [term.name for term in found.terms] == ["pulsar"]
