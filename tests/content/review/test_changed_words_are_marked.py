from __future__ import annotations

import pytest
from django.template.loader import render_to_string

from content.review.desk.marking import LONGEST, marked


def in_brackets(before: str, after: str) -> str:
    signs = {"same": "{}", "removed": "[-{}-]", "added": "[+{}+]"}
    return "".join(signs[mark.kind].format(mark.text) for mark in marked(before, after))


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("Stars shine.", "Stars shine.", "Stars shine."),
        ("Stars shine bright.", "Stars burn bright.", "Stars [-shine-][+burn+] bright."),
        ("3.8 centimetres", "3.9 centimetres", "[-3.8-][+3.9+] centimetres"),
        ("恒星的光需要四年", "恒星的光需要五年", "恒星的光需要[-四-][+五+]年"),
        ("ضوء النجم قديم", "ضوء القمر قديم", "ضوء [-النجم-][+القمر+] قديم"),
        ("one two", "one  two", "one[- -][+  +]two"),
        ("", "new", "[+new+]"),
        ("old", "", "[-old-]"),
        ("", "", ""),
    ],
)
def test_words_are_marked_whole_and_han_characters_one_by_one(before: str, after: str, shown: str) -> None:
    assert in_brackets(before, after) == shown


def test_a_text_too_long_to_compare_is_shown_as_a_whole() -> None:
    before, after = "a " * LONGEST, "b " * LONGEST

    assert [mark.kind for mark in marked(before, after)] == ["removed", "added"]


def test_both_texts_can_be_read_back_from_the_marks() -> None:
    before, after = "A star\nis a ball of hot gas.", "Each star is one ball\nof gas."
    marks = marked(before, after)

    assert "".join(mark.text for mark in marks if mark.kind != "added") == before
    assert "".join(mark.text for mark in marks if mark.kind != "removed") == after


def test_a_space_that_was_added_is_on_the_page() -> None:
    page = render_to_string("review/marked.html", {"marks": marked("a<b c", "a<b  c")})

    assert page.strip() == "<span>a&lt;b</span><del> </del><ins>  </ins><span>c</span>"
