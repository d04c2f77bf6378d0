"""Markdown, as people write it and as work files have it, becomes the blocks of a body."""

# ruff: noqa: E501  (documents stand in the tests as they are written)
from __future__ import annotations

import json

from tests.content.exchange.sources import first, picture, read, types


def test_the_first_heading_is_the_title_and_the_others_begin_at_level_two() -> None:
    work = read("a.md", "# Stars\n\nText.\n\n### Light\n\n##### Deep\n\nMore.")

    assert work.title == "Stars"
    assert [(b["value"]["text"], b["value"]["level"]) for b in work.body if b["type"] == "heading"] == [
        ("Light", "2"),
        ("Deep", "4"),
    ]


def test_emphasis_lists_links_and_formulae_stay_in_the_text() -> None:
    work = read("a.md", "# T\n\nA *b* **c** H~2~O x^2^ `d` [e](https://e.org/?a=1&b=2) $x<y$.\n\n- one\n- two\n\n1. un\n2. deux")

    text = first(work, "text")
    for part in ("<i>b</i>", "<b>c</b>", "<sub>2</sub>", "<sup>2</sup>", "<code>d</code>", "<ul><li>one</li>", "<ol><li>un</li>"):
        assert part in text
    assert '<a href="https://e.org/?a=1&amp;b=2">e</a>' in text
    assert r"\(x&lt;y\)" in text


def test_a_list_that_begins_elsewhere_keeps_its_numbers() -> None:
    work = read("a.md", "# T\n\n1543. Copernicus writes.\n")

    assert "1543" in first(work, "text")


def test_lines_of_chinese_are_joined_without_a_space_and_of_korean_with_one() -> None:
    assert "恒星是发光的球" in first(read("a.md", "# 恒星\n\n恒星是\n发光的球。", lang="zh-hans"), "text")
    assert "별은 빛나는" in first(read("a.md", "# 별\n\n별은\n빛나는 공이다.", lang="ko"), "text")


def test_a_displayed_formula_is_a_block_with_its_number() -> None:
    work = read("a.md", "# T\n\nBefore $$E=mc^2 \\tag{1}$$ after.")

    assert types(work) == ["text", "formula", "text"]
    assert first(work, "formula") == {"latex": "E=mc^2", "label": "1"}


def test_a_kramdown_caption_becomes_the_caption_of_the_picture() -> None:
    work = read("en.md", "# T\n\n![](a.png)\nA *map* of stars\n{: .img_and_caption }\n\nText.", a__png=picture())

    assert first(work, "image") == {"image": "a.png", "alt": "", "caption": "A <i>map</i> of stars"}
    assert any("a.png" in warning and "alternative" in warning for warning in work.warnings)


def test_a_picture_with_an_alt_attribute_has_its_words_as_caption() -> None:
    work = read("en.md", '# T\n\n![The caption](a.png){alt="What it shows"}\n\n![Only alt](a.png)', a__png=picture())

    assert [block["value"]["alt"] for block in work.body] == ["What it shows", "Only alt"]
    assert [block["value"]["caption"] for block in work.body] == ["The caption", ""]


def test_stray_text_beside_a_picture_stays() -> None:
    work = read("ar.md", "# T\n\n![](a.png)!\n", lang="ar", a__png=picture())

    assert types(work) == ["image", "text"]
    assert first(work, "text") == "<p>!</p>"


def test_the_boxes_of_a_work_file_become_their_blocks() -> None:
    work = read(
        "a.md",
        """# T

::: {.fact-box title="How hot"}
The core has **15** million kelvin.
:::

::: {.try-it title="A pinhole"}
::: materials
- card
:::
::: steps
1. Make a hole.
:::
::: safety
Never look at the Sun.
:::
:::

::: {.timeline title="To the Moon"}
- **1957** — *Sputnik*. The first satellite.
- **1969** — *Apollo 11*. People on the Moon.
:::

::: {.chart kind=bar title="Heights" x="Mountain" y="km" description="Two bars."}
```
name,km
Everest,8.8
```
:::

::: {.quote by="Galileo" source="https://example.org/"}
And yet it moves.
:::

> Plain.
""",
    )

    assert types(work) == ["fact_box", "try_it", "timeline", "chart", "quote", "quote"]
    assert first(work, "fact_box")["text"] == "<p>The core has <b>15</b> million kelvin.</p>"
    assert first(work, "try_it")["safety"] == "<p>Never look at the Sun.</p>"
    assert first(work, "timeline")["entries"][1] == {"date": "1969", "title": "Apollo 11", "text": "People on the Moon."}
    assert first(work, "chart")["data"] == "name,km\nEverest,8.8"
    assert first(work, "quote") == {
        "text": "<p>And yet it moves.</p>",
        "attribution": "Galileo",
        "source": "https://example.org/",
    }


def test_tables_keep_every_cell_and_the_caption() -> None:
    work = read("a.md", "# T\n\n| Planet | Moons |\n|---|---|\n| Mars | 2 |\n| *Earth* | 1 |\n\n: Moons of planets\n")

    table = first(work, "table")
    assert table["data"] == [["Planet", "Moons"], ["Mars", "2"], ["Earth", "1"]]
    assert table["table_caption"] == "Moons of planets"
    assert table["table_header_choice"] == "row"
    assert any("emphasis" in warning for warning in work.warnings)


def test_footnotes_are_a_block_of_notes_and_the_text_links_to_them() -> None:
    work = read("a.md", "# T\n\nWord.[^a] More.[^b]\n\n[^a]: First *note*.\n\n[^b]: Second.\n")

    assert '<a href="#note-1">1</a>' in first(work, "text")
    assert first(work, "notes")["notes"] == [
        {"label": "1", "text": "<p>First <i>note</i>.</p>"},
        {"label": "2", "text": "<p>Second.</p>"},
    ]


def test_marks_of_references_lead_to_the_references() -> None:
    meta = json.dumps({"references": "- [#1]: A: B. [Link](http://example.org/b)\n- [#2]: C\n- [#2]: D, doi 10.1234/abc.def"})
    work = read("en.md", "# T\n\nAs said [#1], and not [#9].", meta__json=meta.encode())

    assert '<a href="#reference-1">[1]</a>' in first(work, "text")
    assert "[#9]" in first(work, "text")
    assert [(ref["label"], ref["text"], ref["url"], ref["doi"]) for ref in work.references] == [
        ("1", "A: B. Link", "http://example.org/b", ""),
        ("2", "C", "", ""),
        ("2b", "D, doi 10.1234/abc.def", "", "10.1234/abc.def"),
    ]
    assert any("more than once" in warning for warning in work.warnings)


def test_another_projects_authors_and_licence_are_understood_and_kept() -> None:
    meta = json.dumps(
        {
            "authors": "Contributed by _Ada Lovelace_ of Analytical Engines, based on charts.\n\nAdapted by Mary Anning",
            "license": "Maps images: Public Domain\n\nText and lines: CC BY-SA 4.0",
            "source": "A catalogue of skies",
        }
    )
    work = read("en.md", "# T\n\n![](map.png)", meta__json=meta.encode(), map__png=picture())

    assert [(person["name"], person["role"]) for person in work.contributors] == [
        ("Ada Lovelace", "author"),
        ("Mary Anning", "editor"),
    ]
    assert "Contributed by Ada Lovelace of Analytical Engines, based on charts." in work.references[0]["text"]
    assert work.licence == "CC-BY-SA-4.0"
    assert work.media["map.png"].licence == "PUBLIC-DOMAIN"
    assert work.media["map.png"].credit == "Maps"


def test_a_picture_that_no_text_shows_is_named() -> None:
    work = read("en.md", "# T\n\nText.", left__png=picture())

    assert "left.png" in work.media
    assert any("left.png" in warning for warning in work.warnings)


def test_a_summary_is_the_first_sentences_of_the_first_paragraph() -> None:
    long = "Stars shine. " * 60
    assert read("a.md", f"# T\n\n{long}").summary.endswith("shine.")
    assert len(read("a.md", f"# T\n\n{long}").summary) <= 320
    assert read("a.md", "# 星\n\n" + "恒星发光。" * 80, lang="zh-hans").summary.endswith("。")
    assert read("a.md", "---\nsummary: Given.\n---\n# T\n\nText.").summary == "Given."


def test_chapters_of_fiction_are_the_headings_of_the_first_level() -> None:
    work = read(
        "a.md", "---\ntitle: Sea\n---\n\nForeword.\n\n# One\n\nA[^1].\n\n## Inside\n\n# Two\n\nB.\n\n[^1]: Note.", kind="fiction"
    )

    assert [chapter.title for chapter in work.chapters] == ["One", "Two"]
    assert types(work) == ["text"]
    assert [block["type"] for block in work.chapters[0].body] == ["text", "heading", "notes"]


def test_science_notes_mark_their_passage() -> None:
    work = read(
        "a.md",
        '---\ntitle: Sea\n---\n# One\n\nThey [outran light]{.science status=impossible note="Nothing does." work="light" reference="10.1/x"}.',
        kind="fiction",
    )

    assert work.chapters[0].science_notes == [
        {"quote": "outran light", "status": "impossible", "text": "Nothing does.", "work": "light", "reference": "10.1/x"}
    ]
    assert "They outran light." in work.chapters[0].body[0]["value"]


def test_what_has_no_place_is_named_and_its_words_kept() -> None:
    work = read("a.md", "# T\n\n~~struck~~ [small]{.smallcaps} [part](#below) \\alpha\n\n<table><tr><td>cell</td></tr></table>")

    text = "".join(block["value"] for block in work.body)
    assert all(word in text for word in ("struck", "small", "part", "cell"))
    assert len(work.warnings) >= 3


def test_the_same_file_has_the_same_digest_and_a_changed_one_another() -> None:
    assert read("a.md", "# T\n\nText.").digest() == read("a.md", "# T\n\nText.").digest()
    assert read("a.md", "# T\n\nText.").digest() != read("a.md", "# T\n\nText!").digest()
