"""What can't be found often enough isn't looked for."""

from __future__ import annotations

import math

import pytest

from search.engines.fields import BODY, GRAMS, TITLE
from search.engines.most import most
from search.engines.neighbours import edits
from search.engines.nodes import All, Best, Everything, Node, Scaled, Sum, Tagged, Token

FREQUENCIES = {"en|w|star": 40, "en|w|dust": 7, "en|s|dust": 8, "en|w|comet": 3}
STAR, DUST, COMET = (Token(BODY, f"en|w|{word}") for word in ("star", "dust", "comet"))


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (STAR, 40),
        (Sum((STAR, DUST)), 47),
        (Sum((STAR, DUST), need=2), 7),
        (Sum((STAR, DUST, COMET), need=2), 10),
        (Sum((DUST, Token(TITLE, DUST.text), Token(BODY, "en|s|dust"))), 15),
        (Best((DUST, COMET)), 10),
        (All((Scaled(STAR, 0.5), Tagged(("lang=en",))), (DUST,)), 40),
        (All((Everything(),)), math.inf),
        (Token(GRAMS, "en|g|_sta"), math.inf),
        (Token(TITLE, "zh|h1|星"), math.inf),
        (Token(BODY, "en|w|never-asked"), math.inf),
    ],
)
def test_no_more_documents_are_found_than_have_the_rarest_of_what_is_needed(node: Node, expected: float) -> None:
    assert most(node, FREQUENCIES) == expected


def test_edits_end_where_no_word_begins_as_the_misspelt_one() -> None:
    words = ["en|w|telescope", "en|w|telescopes", "en|w|teleskop"]

    found = set(edits("en|w|telescxpe", lambda start: any(word.startswith(start) for word in words)))

    assert found & set(words) == set(edits("en|w|telescxpe")) & set(words) == {"en|w|telescope"}
    assert len(found) < len(set(edits("en|w|telescxpe")))
