"""Whatever is wrong with a file, it is refused with one line and nothing stays behind."""

# ruff: noqa: E501  (documents stand in the tests as they are written)
from __future__ import annotations

import contextlib
import io
import os
import time
import zipfile
from pathlib import Path

import pytest

from content.exchange import archive
from content.exchange.document import ImportRefused
from content.exchange.safety import Bundle, open_path
from tests.content.exchange.sources import CONTAINER, epub, picture, read, zipped

CHAPTER = {"one.xhtml": ("chapter", "<h1>One</h1><p>Dust.</p>")}


def refusal(name: str, data: bytes | str) -> str:
    with pytest.raises(ImportRefused) as refused:
        read(name, data)
    assert "\n" not in str(refused.value)
    return str(refused.value)


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    started = time.monotonic()
    bomb = epub({"one.xhtml": ("chapter", "<p>" + "0" * 50_000_000 + "</p>")})

    assert "unpacks to far more" in refusal("bomb.epub", bomb)
    assert time.monotonic() - started < 10


def test_an_entry_that_declares_less_than_it_holds_is_refused() -> None:
    data = bytearray(zipped({"a.txt": "x" * 5000}))
    # The size in the central directory, which is what readers go by.
    place = data.rfind(b"PK\x01\x02") + 24
    data[place : place + 4] = (10).to_bytes(4, "little")

    with pytest.raises(ImportRefused):
        archive.Archive(bytes(data)).read("a.txt")


@pytest.mark.parametrize("name", ["../../evil.xhtml", "/etc/evil", "a\\..\\..\\evil", "C:/evil"])
def test_an_entry_outside_of_the_archive_is_refused(name: str) -> None:
    assert "outside of itself" in refusal("book.epub", epub(CHAPTER, more={name: "x"}))


def test_a_package_that_names_a_file_outside_is_refused() -> None:
    item = '<item id="x" href="../../../../etc/hostname" media-type="text/plain"/>'

    assert "outside of itself" in refusal("book.epub", epub(CHAPTER, items=item))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_an_external_entity_is_refused_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    secret = tmp_path / "secret"
    secret.write_text("TOPSECRETWORD")
    package = (
        f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE p [<!ENTITY e SYSTEM "file://{secret}">]>'
        '<package xmlns="http://www.idpf.org/2007/opf"><metadata><title>&e;</title></metadata></package>'
    )

    assert "entities" in refusal(
        "x.epub", zipped({"META-INF/container.xml": CONTAINER, "book/content.opf": package.encode(encoding)})
    )


def test_entities_in_a_journal_article_are_refused() -> None:
    laughs = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><article>&b;</article>'

    assert "entities" in refusal("laughs.xml", laughs)


def test_a_truncated_archive_is_refused() -> None:
    whole = epub(CHAPTER)

    assert "damaged" in refusal("cut.epub", whole[: len(whole) // 2])


def test_an_entry_with_a_wrong_checksum_is_refused() -> None:
    data = bytearray(zipped({"a.txt": os.urandom(400)}))
    data[60] ^= 0xFF

    with pytest.raises(ImportRefused, match="damaged"):
        archive.Archive(bytes(data)).read("a.txt")


def test_an_encrypted_archive_is_refused() -> None:
    buffer = io.BytesIO(zipped({"a.txt": "x"}))
    data = bytearray(buffer.getvalue())
    data[data.rfind(b"PK\x01\x02") + 8] |= 1

    with pytest.raises(ImportRefused, match="encrypted"):
        archive.Archive(bytes(data))


def test_a_link_in_an_archive_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        link = zipfile.ZipInfo("a.txt")
        link.external_attr = 0o120777 << 16
        made.writestr(link, "/etc/passwd")

    with pytest.raises(ImportRefused, match="link"):
        archive.Archive(buffer.getvalue())


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("empty.docx", b"", "empty"),
        ("blank.md", b" \n\n ", "empty"),
        ("picture.docx", picture(), "isn't what its name says"),
        ("picture.md", picture(), "isn't text but PNG"),
        ("binary.txt", b"abc\0\1\2\3def" * 9, "isn't text"),
        ("program.exe", b"MZ", "can't be read"),
        ("zip.docx", zipped({"a.txt": "x"}), "no Word document"),
        ("zip.odt", zipped({"a.txt": "x"}), "no OpenDocument"),
        ("zip.epub", zipped({"a.txt": "x"}), "lacks a part"),
        ("broken.xml", b"<article><p>", "well-formed"),
        ("broken.md", b"---\ntitle: [\n---\n\nText", "front matter"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused(name: str, data: bytes, said: str) -> None:
    assert said in refusal(name, data)


def test_yaml_that_multiplies_itself_is_refused() -> None:
    assert "front matter" in refusal("a.md", "---\na: &a [x, x]\nb: [*a, *a]\n---\n\nText")


def test_an_absent_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="There is no file"):
        open_path(tmp_path / "absent.md")


def test_a_folder_never_leads_out_of_itself(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(picture())
    work = tmp_path / "work"
    work.mkdir()
    (work / "en.md").write_text("# Sun\n\n![a](../secret.png)\n\n![b](link.png)\n\nText.")
    (work / "link.png").symlink_to(tmp_path / "secret.png")

    bundle = open_path(work)

    assert "link.png" not in bundle.files
    found = read("en.md", bundle.files["en.md"], meta__json=b"{}")
    assert not found.media
    assert sum("was not read" in warning for warning in found.warnings) == 2


def test_a_single_file_reads_nothing_beside_it(tmp_path: Path) -> None:
    (tmp_path / "star.png").write_bytes(picture())
    (tmp_path / "sun.md").write_text("# Sun\n\n![A star](star.png)\n\nText.")

    bundle = open_path(tmp_path / "sun.md")

    assert isinstance(bundle, Bundle)
    assert list(bundle.files) == ["sun.md"]
    assert any("star.png" in warning for warning in read("sun.md", bundle.files["sun.md"]).warnings)


def test_scripts_handlers_and_remote_pictures_are_removed_and_named() -> None:
    work = read(
        "script.md",
        "# Sun\n\n<script>alert(1)</script><img src=x onerror=alert(1)> [x](javascript:alert(1)) ![r](http://127.0.0.1:9/r.png)\n\n"
        "The Sun <b onclick=evil()>is</b> a star.\n",
    )

    text = str(work.body)
    assert "The Sun <b>is</b> a star." in text
    assert not any(word in text for word in ("script", "onerror", "onclick", "alert", "127.0.0.1"))
    for named in ("<script>", "onerror", "onclick", "javascript:", "http://127.0.0.1:9/r.png"):
        assert any(named in warning for warning in work.warnings), named


def test_a_page_of_html_loses_all_that_runs() -> None:
    work = read(
        "page.html",
        "<html><head><title>Sun</title><script>evil()</script></head><body onload='evil()'><h1>Sun</h1><p>A "
        "<a href=' javascript:evil()'>star</a>.</p><iframe src='http://x'></iframe><svg onload=evil()><text>drawn</text></svg></body></html>",
    )

    assert "evil" not in str(work.body)
    assert "star" in str(work.body)
    assert any("<iframe>" in warning for warning in work.warnings)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("deep.html", "<html><body>" + "<div>" * 3000 + "<p>Deep.</p>" + "</div>" * 3000 + "</body></html>"),
        ("deep.md", ">" * 3000 + " deep"),
        ("deep.md", "*" * 3000 + "deep" + "*" * 3000),
    ],
)
def test_deep_nesting_is_read_or_refused_but_never_crashes(name: str, text: str) -> None:
    with contextlib.suppress(ImportRefused):
        assert read(name, text).title
