"""DOCX, ODT, HTML, LaTeX, JATS and plain text."""

# ruff: noqa: E501  (documents stand in the tests as they are written)
from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from content.exchange.document import ImportRefused
from content.exchange.pandoc import write
from tests.content.exchange.sources import first, picture, read, types, zipped


def word(**styles: str) -> bytes:
    """A document with a heading of its own style, a table, a picture with alternative text."""
    made: Any = docx.Document()
    made.core_properties.title = "Sterne"
    made.core_properties.author = "Emmy Noether"
    for name, based_on in styles.items():
        style = made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = made.styles[based_on] if based_on else None
        made.add_paragraph(f"Über {name}", style=style)
        made.add_paragraph("Ein Absatz.")
    table = made.add_table(rows=2, cols=2)
    for number, text in enumerate(["Planet", "Monde", "Mars", "2"]):
        table.cell(number // 2, number % 2).text = text
    made.add_picture(io.BytesIO(picture()))
    made.element.body.findall(".//" + qn("wp:docPr"))[0].set("descr", "Ein Quadrat")
    formula = OxmlElement("m:oMath")
    run, text_node = OxmlElement("m:r"), OxmlElement("m:t")
    text_node.text = "x+y"
    run.append(text_node)
    formula.append(run)
    made.add_paragraph("Formel: ")._p.append(formula)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("name", ["标题 1", "Überschrift 1", "Titre 1"])
def test_headings_are_found_whatever_their_styles_are_called(name: str) -> None:
    work = read("a.docx", word(**{name: ""}), lang="de")

    assert [block["value"]["text"] for block in work.body if block["type"] == "heading"] == [f"Über {name}"]


def test_a_style_based_on_a_heading_is_a_heading() -> None:
    work = read("a.docx", word(Kapitel="Heading 1"), lang="de")

    assert first(work, "heading")["text"] == "Über Kapitel"


def test_a_word_document_keeps_table_picture_formula_and_author() -> None:
    work = read("a.docx", word(Kapitel="Heading 1"), lang="de")

    assert work.title == "Sterne"
    assert work.contributors[0]["name"] == "Emmy Noether"
    assert first(work, "table")["data"] == [["Planet", "Monde"], ["Mars", "2"]]
    image = first(work, "image")
    assert image["alt"] == "Ein Quadrat"
    assert work.media[image["image"]].data == picture()
    assert r"\(x + y\)" in work.body[-1]["value"]


@pytest.mark.parametrize("form", ["docx", "odt"])
def test_footnotes_of_office_documents_are_notes(form: str) -> None:
    source = "---\ntitle: Stars\nauthor: Ada Lovelace\n---\n\n# Light\n\nWord.[^1]\n\n[^1]: Footnote *text*.\n"
    work = read(f"a.{form}", write(source.encode(), "markdown", form, "--standalone"))

    assert work.title == "Stars"
    assert work.contributors[0]["name"] == "Ada Lovelace"
    assert types(work)[-3:] == ["heading", "text", "notes"]
    assert "Footnote" in first(work, "notes")["notes"][0]["text"]


def test_a_word_document_with_entities_is_refused() -> None:
    bad = '<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/hostname">]><d>&e;</d>'
    with pytest.raises(ImportRefused, match="entities"):
        read("a.docx", zipped({"word/document.xml": bad}))


def test_a_page_of_html_keeps_head_figures_tables_and_notes() -> None:
    work = read(
        "page.html",
        """<html lang="en"><head><title>Stars</title><meta name="author" content="Ada Lovelace"><meta name="description" content="On stars.">
        <link rel="license" href="https://creativecommons.org/licenses/by/4.0/"></head><body><h1>Stars</h1>
        <p>They shine.<a role="doc-noteref" href="#f1">1</a></p>
        <figure><img src="star.png" alt="A star"><figcaption>The <em>Sun</em></figcaption></figure>
        <table><caption>Moons</caption><tr><th>Planet</th></tr><tr><td>Mars</td></tr></table>
        <section role="doc-endnotes"><ol><li id="f1"><p>By fusion. <a role="doc-backlink" href="#r">↩</a></p></li></ol></section>
        </body></html>""",
        star__png=picture(),
    )

    assert (work.title, work.summary, work.licence) == ("Stars", "On stars.", "CC-BY-4.0")
    assert first(work, "image") == {"image": "star.png", "alt": "A star", "caption": "The <i>Sun</i>"}
    assert first(work, "table")["table_caption"] == "Moons"
    assert first(work, "notes")["notes"] == [{"label": "1", "text": "<p>By fusion.</p>"}]
    assert '<sup><a href="#note-1">1</a></sup>' in first(work, "text")


def test_a_page_in_gb2312_is_read_as_it_declares() -> None:
    page = '<html><head><meta charset="gb2312"><title>恒星</title></head><body><p>恒星是发光的球。</p></body></html>'

    work = read("page.html", page.encode("gb18030"), lang="zh-hans")

    assert (work.title, first(work, "text")) == ("恒星", "<p>恒星是发光的球。</p>")


def test_latex_keeps_sections_formulae_and_says_what_it_left_out() -> None:
    work = read(
        "a.tex",
        r"""\documentclass{article}\title{Light}\author{Ada Lovelace}\begin{document}\maketitle
        \begin{abstract}On light.\end{abstract}\section{Waves}Speed $c$.\begin{equation}E=mc^2\end{equation}
        \input{/etc/hostname}\includegraphics{secret}\footnote{Note.}\end{document}""",
    )

    assert (work.title, work.summary) == ("Light", "On light.")
    assert "formula" in types(work)
    assert r"\(c\)" in first(work, "text")
    assert any("secret" in warning for warning in work.warnings)
    assert "notes" in types(work)


JATS = """<?xml version="1.0"?><!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Publishing DTD v1.2 20190208//EN" "JATS.dtd">
<article xmlns:xlink="http://www.w3.org/1999/xlink" xml:lang="en"><front><journal-meta><journal-title-group>
<journal-title>Journal of Skies</journal-title></journal-title-group></journal-meta><article-meta>
<article-id pub-id-type="doi">10.1234/sky.1</article-id><title-group><article-title>Bright <italic>stars</italic></article-title></title-group>
<contrib-group><contrib contrib-type="author"><contrib-id contrib-id-type="orcid">https://orcid.org/0000-0002-1825-0097</contrib-id>
<name><surname>Noether</surname><given-names>Emmy</given-names></name><xref ref-type="aff" rid="a1"/></contrib>
<contrib contrib-type="author"><name name-style="eastern"><surname>王</surname><given-names>贞仪</given-names></name></contrib></contrib-group>
<aff id="a1"><label>1</label><institution>University of Göttingen</institution>, <country>Germany</country></aff>
<pub-date><year>2021</year></pub-date><volume>7</volume><permissions><license xlink:href="https://creativecommons.org/licenses/by/4.0/">
<license-p>Open.</license-p></license></permissions><abstract><p>We count stars.</p></abstract><kwd-group><kwd>stars</kwd><kwd>light</kwd></kwd-group>
<funding-group><funding-statement>Paid by the Sky Fund.</funding-statement></funding-group></article-meta></front>
<body><sec><title>Method</title><p>We looked up<xref ref-type="bibr" rid="r1">[1]</xref>.</p></sec></body>
<back><fn-group><fn fn-type="conflict"><p>None.</p></fn></fn-group><ref-list><ref id="r1"><label>1</label><mixed-citation>Galilei G.
Sidereus Nuncius. 1610. <pub-id pub-id-type="doi">10.5678/moon</pub-id></mixed-citation></ref></ref-list></back></article>"""


def test_jats_keeps_what_journals_know_of_an_article() -> None:
    work = read("a.xml", JATS, lang="")

    assert (work.title, work.lang, work.identifier, work.licence) == ("Bright stars", "en", "10.1234/sky.1", "CC-BY-4.0")
    assert (work.summary, work.funding, work.interests) == ("We count stars.", "Paid by the Sky Fund.", "None.")
    assert work.keywords == ["stars", "light"]
    assert work.contributors == [
        {"name": "Emmy Noether", "role": "author", "affiliation": "University of Göttingen", "orcid": "0000-0002-1825-0097"},
        {"name": "王贞仪", "role": "author", "affiliation": "", "orcid": ""},
    ]
    own, cited = work.references
    assert own["doi"] == "10.1234/sky.1"
    assert "Journal of Skies" in own["text"]
    assert (cited["label"], cited["doi"]) == ("1", "10.5678/moon")
    assert first(work, "heading")["text"] == "Method"
    assert "We looked up" in first(work, "text")


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("gb18030", "恒星的一生\n\n恒星是由气体组成的发光球体，它的能量来自核心的聚变。\n\n我们的太阳就是一颗恒星。"),
        ("big5", "恆星的一生\n\n恆星是由氣體組成的發光球體，它的能量來自核心的聚變。\n\n我們的太陽就是一顆恆星。"),
        ("utf-16", "恒星的一生\n\n恒星是由气体组成的发光球体。"),
        ("utf-16-le", "The life of a star\n\nA star is a ball of gas."),
        ("shift_jis", "星の一生\n\n星はガスでできた光る球です。そのエネルギーは核融合から来ています。"),
        ("euc_kr", "별의 일생\n\n별은 기체로 이루어진 빛나는 공입니다. 우리의 태양도 별입니다."),
        (
            "cp1251",
            "Жизнь звезды\n\nЗвезда — это светящийся шар из газа. Её энергия рождается в ядре, где водород превращается в гелий.",
        ),
        ("utf-8", "恒星的一生\n\n恒星是发光的球。"),
    ],
)
def test_the_encoding_of_plain_text_is_recognised(encoding: str, text: str) -> None:
    work = read("a.txt", text.encode(encoding), lang="zh-hans")

    assert work.title == text.split("\n", maxsplit=1)[0]
    assert text.split("\n")[2] in first(work, "text")
    assert any("was read as" in warning for warning in work.warnings) == (encoding != "utf-8")


def test_plain_fiction_is_parted_at_its_chapter_headings() -> None:
    work = read(
        "a.txt",
        "星海\n\n第一章 启航\n　　他们出发了。\n　　夜很静。\n第二章 归来\n　　他们回来了。",
        kind="fiction",
        lang="zh-hans",
    )

    assert work.title == "星海"
    assert [chapter.title for chapter in work.chapters] == ["第一章 启航", "第二章 归来"]
