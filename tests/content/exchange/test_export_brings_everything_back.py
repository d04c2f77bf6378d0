"""What went in comes out, in every format."""

# ruff: noqa: E501  (documents stand in the tests as they are written)
from __future__ import annotations

import io
import json
import re
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from lxml import etree
from wagtail.models import Page

from content.core.refusal import Refused
from content.exchange.exporter import FORMATS, export_folder, export_work
from content.exchange.importer import import_bundle
from content.exchange.safety import open_path
from tests.cast import Cast, article, edit, fiction, published, withdrawn
from tests.content.exchange.sources import folder, picture
from tests.content.exchange.test_import_makes_drafts import SKY

pytestmark = pytest.mark.django_db

EVERYTHING = r"""---
title: 'All: of "it"'
summary: A summary.
licence: CC BY 4.0
keywords: [one, two]
contributors:
- {name: Ada Lovelace, role: author, affiliation: Engines, orcid: 0000-0002-1825-0097}
references:
- {text: A book, doi: 10.1234/x, label: "1"}
funding: A fund.
media:
  a.png: {credit: Orrery, licence: CC BY 4.0, source: "https://example.org/a", alt: A square}
---

Plain *i* **b** ***bi*** `c` H~2~O x^2^ [link](https://example.org/a_(b)) $a<b$ $c$5 5 \* 3 \_x\_ \[#\] 1\. snake_case ~~no~~.[^n]

1\. Not a list.

\- Neither.

- a
- b
    - c

1. d
2. e

* * *

![A square](a.png)
Its *caption*
{: .img_and_caption }

## Heading \*starred\*

> Quoted
>
> twice.

::: {.quote by="Galileo \"G\"" source="https://example.org/"}
It moves.
:::

| A | B |
|---|---|
| 1 \| 2 | x |

: Cells

$$E=mc^2 \tag{1}$$

::: {.fact-box title="Facts"}
Hot.
:::

::: {.try-it title="Try"}
::: materials
- card
:::
::: steps
Do.
:::
::: safety
Beware.
:::
:::

::: {.timeline title="When"}
- **1957** — *Sputnik*. First.
:::

::: {.chart kind=bar title="Heights" x="m" y="km" description="Bars."}
```
a,b
1,2
```
:::

::: {.gallery}
![A square](a.png)

![Other](b.png)

Both.
:::

```
code
  block
```

[^n]: A *note*.

    Second paragraph.
"""


def bring(path: Path, kind: str = "article", **options: Any) -> Any:
    (report,) = import_bundle(open_path(path), kind=kind, **options)
    return Page.objects.get(pk=report.id).specific


def everything(place: Path) -> Any:
    return bring(folder(place / "all", {"en.md": EVERYTHING, "a.png": picture(), "b.png": picture("red")}))


def content(work: Any) -> Any:
    """The body without the ids."""

    def bare(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: bare(item) for key, item in value.items() if key != "id"}
        return [bare(item) for item in value] if isinstance(value, list) else value

    return bare(list(work.body.raw_data))


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", re.sub(r"[*_\\\[\]#>]", " ", text)))


def test_a_work_file_read_written_and_read_again_is_the_same(tmp_path: Path) -> None:
    first = everything(tmp_path)
    export_folder(first, tmp_path / "again", "draft")
    (tmp_path / "again" / "meta.json").write_text("{}")

    second = bring(tmp_path / "again")

    assert content(second) == content(first)
    assert second.pk != first.pk
    for name in ("title", "summary", "keywords", "funding"):
        assert getattr(second, name) == getattr(first, name)
    assert second.licence == first.licence
    assert [c.person for c in second.contributions.all()] == [c.person for c in first.contributions.all()]
    assert [ref.value["doi"] for ref in second.references] == ["10.1234/x"]


def test_every_word_of_a_work_in_another_projects_form_comes_back(tmp_path: Path) -> None:
    for report in import_bundle(open_path(folder(tmp_path / "northern", SKY)), kind="article"):
        work = Page.objects.get(pk=report.id).specific
        source = str(SKY[f"{report.lang}.md"])

        lost = words(source) - words(export_work(work, "markdown", "draft").decode())

        assert not lost, (report.lang, lost)


def test_fiction_holds_all_its_chapters_and_notes_of_each_stay_apart(tmp_path: Path) -> None:
    text = (
        '---\ntitle: Sea\n---\n\nForeword.\n\n# One\n\nThey [outran light]{.science status=impossible note="No."}.[^a]\n\n# Two\n\nHome.[^b]\n\n'
        "[^a]: First.\n\n[^b]: Second.\n"
    )
    (tmp_path / "sea.md").write_text(text)
    first = bring(tmp_path / "sea.md", "fiction", lang="en")
    (tmp_path / "back.md").write_bytes(export_work(first, "markdown", "draft"))

    second = bring(tmp_path / "back.md", "fiction")

    assert [content(part) for part in second.parts()] == [content(part) for part in first.parts()]
    assert content(second) == content(first)
    notes = [note.value for part in second.parts() for note in part.science_notes]
    assert [(note["quote"], note["text"].source) for note in notes] == [("outran light", "No.")]


@pytest.mark.parametrize("form", ["html", "docx", "epub", "json"])
def test_every_format_holds_the_words_and_the_picture(tmp_path: Path, form: str) -> None:
    data = export_work(everything(tmp_path), form, "draft")

    if form in {"docx", "epub"}:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            assert any("media/" in name for name in archive.namelist())
            text = " ".join(archive.read(name).decode() for name in archive.namelist() if name.endswith((".xml", ".xhtml")))
    else:
        text = data.decode()
    plain = re.sub(r"<[^>]+>", "" if form == "docx" else " ", text)
    for word in ("Galileo", "Sputnik", "Beware", "Heights", "Second paragraph", "Facts", "snake_case", "A book"):
        assert word in plain, word


def test_html_has_language_direction_mathml_and_no_script(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# نجوم\n\nقيمة $x^2$ و <b>عريض</b> &lt;script&gt;alert(1)&lt;/script&gt;.\n")

    page = export_work(bring(tmp_path / "a.md", lang="ar"), "html", "draft").decode()

    assert re.search(r'<html[^>]* lang="ar"[^>]* dir="rtl"', page)
    assert "<math" in page
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_an_arabic_book_turns_its_pages_the_other_way(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: البحر\n---\n# الأول\n\nنص.\n\n# الثاني\n\nنص.")

    with zipfile.ZipFile(io.BytesIO(export_work(bring(tmp_path / "a.md", "fiction", lang="ar"), "epub", "draft"))) as archive:
        package = etree.fromstring(archive.read("EPUB/content.opf"))
        pages = [name for name in archive.namelist() if re.search(r"ch\d+\.xhtml$", name)]

    assert package.find("{*}spine").get("page-progression-direction") == "rtl"  # type: ignore[union-attr]
    assert package.findtext("{*}metadata/{http://purl.org/dc/elements/1.1/}language") == "ar"
    assert len(pages) == 2


def test_a_book_that_was_exported_can_be_imported(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "---\ntitle: Sea\nkeywords: [deep]\n---\n# One\n\nA word.[^1]\n\n# Two\n\nB.\n\n[^1]: A note.\n"
    )
    first = bring(tmp_path / "a.md", "fiction", lang="en")
    (tmp_path / "b.epub").write_bytes(export_work(first, "epub", "draft"))

    second = bring(tmp_path / "b.epub", "fiction")

    assert second.title == "Sea"
    assert [part.title for part in second.parts()] == ["One", "Two"]
    assert [block["type"] for block in content(second.parts()[0])] == ["text", "notes"]


def test_json_holds_blocks_with_their_ids_and_the_picture_itself(tmp_path: Path) -> None:
    work = everything(tmp_path)

    data = json.loads(export_work(work, "json", "draft"))

    assert [block["id"] for block in data["body"]] == [block["id"] for block in work.body.raw_data]
    assert data["media"]["a.png"]["sha256"]


def test_only_the_public_version_comes_out_unless_the_draft_is_asked_for(cast: Cast) -> None:
    work = article(cast)
    with pytest.raises(Refused, match="isn't public"):
        export_work(work, "markdown")

    work = edit(published(cast, work), cast.editor, title="A later draft")

    assert b"How stars shine" in export_work(work, "markdown")
    assert b"A later draft" in export_work(work, "markdown", "draft")
    with pytest.raises(Refused):
        export_work(withdrawn(cast, work), "markdown")


def test_public_fiction_comes_with_its_public_chapters_in_the_approved_order(cast: Cast) -> None:
    work = published(cast, fiction(cast))
    edit(work.parts()[0], cast.editor, title="A later title")

    text = export_work(work, "markdown").decode()

    assert [line for line in text.splitlines() if line.startswith("# ")] == ["# Chapter 1", "# Chapter 2"]


def test_pictures_that_word_processors_do_not_know_are_written_as_png(tmp_path: Path) -> None:
    work = bring(folder(tmp_path / "w", {"en.md": "# W\n\n![A square](a.webp)\n\nText.", "a.webp": picture(form="WEBP")}))

    with zipfile.ZipFile(io.BytesIO(export_work(work, "docx", "draft"))) as archive:
        assert {name[-4:] for name in archive.namelist() if "media/" in name} == {".png"}


def test_the_command_writes_a_file_or_refuses_with_one_line(
    tmp_path: Path, cast: Cast, capfd: pytest.CaptureFixture[str]
) -> None:
    work = article(cast)
    err = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("export_work", str(work.pk), "--format", "markdown", stderr=err)
    assert ended.value.code == 1
    assert err.getvalue().count("\n") == 1

    call_command("export_work", str(work.pk), "--version", "draft", "--format", "markdown", "--output", str(tmp_path / "o.md"))
    assert "A star is a ball of hot gas." in (tmp_path / "o.md").read_text()
    call_command("export_work", str(work.pk), "--version", "draft", "--format", "html")
    assert "A star is a ball of hot gas." in capfd.readouterr().out


def test_every_format_is_offered() -> None:
    assert set(FORMATS) == {"markdown", "html", "docx", "epub", "json"}
