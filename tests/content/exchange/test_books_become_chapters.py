"""An EPUB becomes a work of fiction whose chapters are the book's."""

# ruff: noqa: E501  (documents stand in the tests as they are written)
from __future__ import annotations

import base64

from tests.content.exchange.sources import epub, picture, read

BOOK = {
    "titlepage.xhtml": ("titlepage", "<h1>The Red Planet</h1>"),
    "imprint.xhtml": ("frontmatter imprint", "<p>Printed.</p>"),
    "chapter-1.xhtml": (
        "bodymatter",
        '<section epub:type="chapter"><h2>I</h2><p>Dust <em>rose</em>.<a href="endnotes.xhtml#n1" epub:type="noteref">1</a></p>'
        '<p>It fell.<a href="endnotes.xhtml#n2" epub:type="noteref">2</a></p></section>',
    ),
    "chapter-2.xhtml": (
        "bodymatter",
        "<section><hgroup><h2>II</h2><p>The Return</p></hgroup><p>Home.</p><hr/><p>Later.</p></section>",
    ),
    "epilogue.xhtml": (
        "bodymatter",
        '<section epub:type="epilogue"><h2>Epilogue</h2><p><img src="../images/mars.png" alt="Mars"/></p></section>',
    ),
    "endnotes.xhtml": (
        "backmatter",
        '<section epub:type="endnotes"><ol><li id="n1"><p>Red dust. <a href="chapter-1.xhtml#r1" epub:type="backlink">↩</a></p></li>'
        '<li id="n2"><p>Slowly.</p></li></ol></section>',
    ),
    "uncopyright.xhtml": ("backmatter copyright-page", "<p>Free.</p>"),
}
METADATA = (
    '<dc:creator id="a">H. Writer</dc:creator><meta refines="#a" property="role" scheme="marc:relators">aut</meta>'
    '<dc:contributor id="t">T. Turner</dc:contributor><meta refines="#t" property="role" scheme="marc:relators">trl</meta>'
    '<dc:contributor id="p">P. Printer</dc:contributor><meta refines="#p" property="role" scheme="marc:relators">bkp</meta>'
    "<dc:rights>In the https://creativecommons.org/publicdomain/zero/1.0/ dedication</dc:rights>"
    "<dc:subject>Mars -- Fiction</dc:subject>"
    "<dc:description>&lt;p&gt;A &lt;i&gt;journey&lt;/i&gt; to Mars &amp;amp; back.&lt;/p&gt;</dc:description>"
)


def book() -> bytes:
    cover = base64.b64encode(picture("red", "JPEG")).decode()
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><image xlink:href="data:image/jpeg;base64,'
        f'{cover}"/><path d="M0 0"/></svg>'
    )
    return epub(
        BOOK,
        METADATA,
        more={"book/images/mars.png": picture("red"), "book/images/cover.svg": drawing},
        items='<item id="c" href="images/cover.svg" media-type="image/svg+xml" properties="cover-image"/>',
    )


def test_chapters_are_the_body_documents_in_their_order() -> None:
    work = read("book.epub", book(), kind="fiction")

    assert [chapter.title for chapter in work.chapters] == ["I", "II: The Return", "Epilogue"]
    assert any("Not chapters" in warning and "imprint" in warning for warning in work.warnings)


def test_the_book_says_who_made_it_and_under_which_licence() -> None:
    work = read("book.epub", book(), kind="fiction")

    assert (work.title, work.lang, work.licence, work.summary) == ("The Red Planet", "en", "CC0-1.0", "A journey to Mars & back.")
    assert [(person["name"], person["role"]) for person in work.contributors] == [
        ("H. Writer", "author"),
        ("T. Turner", "translator"),
    ]
    assert any("P. Printer" in warning for warning in work.warnings)
    assert work.fields["form"] == "novel"
    assert work.keywords == ["Mars -- Fiction"]


def test_the_jpeg_inside_a_cover_drawing_is_the_cover() -> None:
    work = read("book.epub", book(), kind="fiction")

    assert work.cover == "cover.jpg"
    assert work.media["cover.jpg"].data == picture("red", "JPEG")


def test_endnotes_go_with_the_chapter_that_refers_to_them() -> None:
    one, two, _last = read("book.epub", book(), kind="fiction").chapters

    assert one.body[-1] == {
        "type": "notes",
        "value": {"notes": [{"label": "1", "text": "<p>Red dust.</p>"}, {"label": "2", "text": "<p>Slowly.</p>"}]},
    }
    assert '<i>rose</i>.<sup><a href="#note-1">1</a></sup>' in one.body[0]["value"]
    assert all(block["type"] != "notes" for block in two.body)


def test_notes_that_nothing_refers_to_are_kept_and_named() -> None:
    pages = {name: page for name, page in BOOK.items() if name != "chapter-1.xhtml"}
    work = read("book.epub", epub(pages), kind="fiction")

    assert "Red dust." in str(work.chapters[-1].body)
    assert any("referred to nowhere" in warning for warning in work.warnings)


def test_pictures_in_the_book_come_along_with_their_words() -> None:
    work = read("book.epub", book(), kind="fiction")

    assert work.chapters[2].body == [{"type": "image", "value": {"image": "mars.png", "alt": "Mars", "caption": ""}}]
    assert work.media["mars.png"].data == picture("red")


def test_a_break_between_scenes_stays_visible() -> None:
    assert "<p>* * *</p>" in str(read("book.epub", book(), kind="fiction").chapters[1].body)


def test_a_book_without_types_goes_by_names_and_contents() -> None:
    pages = {
        "cover.xhtml": ("", "<p>Cover</p>"),
        "c1.xhtml": ("", "<p>No heading.</p>"),
        "c2.xhtml": ("", "<h3>Two</h3><p>B.</p>"),
    }
    contents = (
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body><nav epub:type="toc"><ol>'
        '<li><a href="text/c1.xhtml">The First</a></li></ol></nav></body></html>'
    )
    items = '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
    work = read("book.epub", epub(pages, items=items, more={"book/nav.xhtml": contents}), kind="fiction")

    assert [chapter.title for chapter in work.chapters] == ["The First", "Two"]


def test_a_book_read_as_an_article_is_one_text_with_headings() -> None:
    work = read("book.epub", book(), kind="article")

    assert [block["value"]["text"] for block in work.body if block["type"] == "heading"] == ["I", "II: The Return", "Epilogue"]
    assert not work.chapters
