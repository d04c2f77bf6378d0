"""Blocks as Markdown: as work files that can be imported again, or as a document for pandoc to write in other formats."""

from __future__ import annotations

import base64
import mimetypes
import re
from collections.abc import Callable
from typing import Any

import yaml
from django.utils.translation import gettext as _

from content.exchange.document import ImportedWork, RawBlock
from content.exchange.writing.richtext import RichText, escape, fenced, guard

ATTRIBUTES = ("status", "text", "work", "reference")


class MarkdownWriter:
    """`document`: for pandoc, with pictures inside, titles of boxes as words and the references at the end."""

    def __init__(self, work: ImportedWork, document: bool = False) -> None:
        self.work, self.document = work, document
        self.prefix = ""
        self.rich = RichText(lambda label: self.prefix + label)

    def text(self) -> str:
        """The body, then each chapter under a heading of the first level."""
        parts = [self.body(self.work.body)]
        many = sum(any(block["type"] == "notes" for block in chapter.body) for chapter in self.work.chapters) > 1
        for number, chapter in enumerate(self.work.chapters, 1):
            # Labels of notes are for the whole file, those of blocks for their chapter.
            self.prefix = f"c{number}-" if many else ""
            body = self._with_science_notes(self.body(chapter.body), chapter.science_notes)
            parts += [f"# {escape(chapter.title)}", body]
        self.prefix = ""
        if self.document:
            parts.append(self._references())
        return "\n\n".join(part for part in parts if part) + "\n"

    def body(self, blocks: list[RawBlock]) -> str:
        return "\n\n".join(part for block in blocks if (part := self.block(block)))

    def block(self, block: RawBlock) -> str:
        writer = WRITERS.get(block["type"])
        return writer(self, block["value"]) if writer else ""

    def _heading(self, value: Any) -> str:
        return "#" * int(value["level"]) + " " + escape(value["text"])

    def _text(self, value: Any) -> str:
        return self.rich.paragraphs(value)

    def _image(self, value: Any) -> str:
        name, alt, caption = value["image"], value.get("alt") or "", self.rich.line(value.get("caption") or "")
        if self.document:
            media = self.work.media.get(name)
            if media is None:
                return caption
            kind = (
                "image/png" if media.data.startswith(b"\x89PNG") else mimetypes.guess_type(name)[0] or "application/octet-stream"
            )
            credit = f" ({escape(media.credit)})" if media.credit else ""
            source = f"data:{kind};base64,{base64.b64encode(media.data).decode()}"
            return f"![{caption}{credit}]({source}){{alt={_quoted(alt)}}}" if caption or credit else f"![{escape(alt)}]({source})"
        picture = f"![{escape(alt)}]({_target(name)})"
        return f"{picture}\n{caption}\n{{: .img_and_caption }}" if caption else picture

    def _gallery(self, value: Any) -> str:
        pictures = [self._image(_plain(item)) for item in value["images"]]
        return _div(".gallery", [*pictures, self.rich.line(value.get("caption") or "")])

    def _quote(self, value: Any) -> str:
        text, by, source = self.rich.paragraphs(value["text"]), value.get("attribution") or "", value.get("source") or ""
        if self.document and by:
            text += "\n\n— " + (f"[{escape(by)}](<{source}>)" if source else escape(by))
        elif by or source:
            return _div(".quote", [text], by=by, source=source)
        return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))

    def _table(self, value: Any) -> str:
        rows = [[_cell(cell) for cell in row] for row in value.get("data") or []]
        if not rows:
            return ""
        width = max(map(len, rows))
        rows = [row + [""] * (width - len(row)) for row in rows]
        has_header = value.get("first_row_is_table_header") or value.get("table_header_choice") in {"row", "both"}
        head, body = (rows[0], rows[1:]) if has_header else ([""] * width, rows)
        lines = ["| " + " | ".join(row) + " |" for row in [head, ["---"] * width, *body]]
        caption = value.get("table_caption")
        return "\n".join(lines) + (f"\n\n: {escape(caption)}" if caption else "")

    def _formula(self, value: Any) -> str:
        tag = rf" \tag{{{value['label']}}}" if value.get("label") and not self.document else ""
        mark = f" ({escape(value['label'])})" if value.get("label") and self.document else ""
        return f"$${' '.join(value['latex'].split())}{tag}$${mark}"

    def _fact_box(self, value: Any) -> str:
        return self._box(".fact-box", value["title"], [self.rich.paragraphs(value["text"])])

    def _try_it(self, value: Any) -> str:
        names = {"materials": _("What you need"), "steps": _("What to do"), "safety": _("Safety")}
        parts = []
        for name, label in names.items():
            text = self.rich.paragraphs(value.get(name) or "")
            if text:
                parts.append(f"**{label}**\n\n{text}" if self.document else f"::: {name}\n{text}\n:::")
        return self._box(".try-it", value["title"], parts)

    def _timeline(self, value: Any) -> str:
        lines = []
        for item in value["entries"]:
            entry = _plain(item)
            title = f"*{escape(entry['title'])}*" if entry.get("title") else ""
            text = self.rich.line(entry.get("text") or "").replace("\n", "\n  ")
            rest = ". ".join(part for part in (title, text) if part)
            lines.append(f"- **{escape(entry['date'])}**" + (f" — {rest}" if rest else ""))
        return self._box(".timeline", value.get("title") or "", ["\n".join(lines)])

    def _chart(self, value: Any) -> str:
        axes = {"kind": value["kind"], "x": value.get("x_label") or "", "y": value.get("y_label") or ""}
        description = value.get("description") or ""
        if self.document:
            labels = " · ".join(part for part in (axes["x"], axes["y"]) if part)
            return self._box("", value["title"], [escape(labels), fenced(value["data"]), guard(escape(description))])
        return _div(".chart", [fenced(value["data"])], title=value["title"], description=description, **axes)

    def _media(self, value: Any) -> str:
        return self._box(".media", value["title"], [self.rich.paragraphs(value.get("transcript") or "")])

    def _notes(self, value: Any) -> str:
        notes = []
        for item in value["notes"]:
            note = _plain(item)
            text = self.rich.paragraphs(note["text"]).replace("\n", "\n    ")
            notes.append(f"[^{self.prefix}{note['label']}]: {text}")
        return "\n\n".join(notes)

    def _box(self, name: str, title: str, parts: list[str]) -> str:
        if self.document:
            return _div(name, [f"**{escape(title)}**" if title else "", *parts])
        return _div(name, parts, title=title)

    def _with_science_notes(self, body: str, notes: list[dict[str, str]]) -> str:
        if self.document:
            return body
        for note in notes:
            given = {"status": note["status"], "note": note["text"], "work": note["work"], "reference": note["reference"]}
            passage = escape(note["quote"])
            found = re.search(r"\s+".join(map(re.escape, passage.split())), body) if passage.strip() else None
            if found:
                marked = _span(found.group(), given)
                body = body[: found.start()] + marked + body[found.end() :]
            else:
                body += "\n\n" + _span("", {**given, "quote": note["quote"]})
        return body

    def _references(self) -> str:
        if not self.work.references:
            return ""
        lines = []
        for reference in self.work.references:
            label = f"\\[{escape(reference['label'])}\\] " if reference.get("label") else ""
            doi = f" <https://doi.org/{reference['doi']}>" if reference.get("doi") else ""
            url = f" <{reference['url']}>" if reference.get("url") else ""
            isbn = f" ISBN {reference['isbn']}" if reference.get("isbn") else ""
            lines.append(f"- {label}{escape(reference['text'])}{isbn}{doi}{url}")
        level = "#" if self.work.chapters else "##"
        return f"{level} {_('References')}\n\n" + "\n".join(lines)


def work_file(work: ImportedWork, kind: str) -> str:
    """A single file that can be imported again: front matter and text."""
    front = yaml.safe_dump(front_matter(work, kind), allow_unicode=True, sort_keys=False, width=10_000)
    return f"---\n{front}---\n\n{MarkdownWriter(work).text()}"


def front_matter(work: ImportedWork, kind: str) -> dict[str, Any]:
    media = {
        name: {key: value for key in ("credit", "licence", "source", "alt") if (value := getattr(item, key))}
        for name, item in work.media.items()
    }
    names = (
        "title",
        "summary",
        "slug",
        "subjects",
        "level",
        "keywords",
        "licence",
        "lang",
        "cover",
        "cover_alt",
        "funding",
        "interests",
        "ai_use",
    )
    front: dict[str, Any] = {"type": kind, **{name: getattr(work, name) for name in names}}
    front["contributors"] = [{key: value for key, value in person.items() if value} for person in work.contributors]
    front["references"] = [{key: value for key, value in reference.items() if value} for reference in work.references]
    front["media"] = {name: facts for name, facts in media.items() if facts}
    return {key: value for key, value in {**front, **work.fields}.items() if value not in ("", None, [], {})}


def _plain(item: Any) -> Any:
    """An item of a list, whichever way it is stored."""
    return item["value"] if isinstance(item, dict) and set(item) >= {"type", "value"} else item


def _cell(cell: Any) -> str:
    return " ".join(escape(str(cell or "")).split())


def _quoted(text: str) -> str:
    clean = " ".join(text.split())
    return '"' + clean.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _target(name: str) -> str:
    return f"<{name}>" if re.search(r"[\s()]", name) else name


def _span(text: str, attributes: dict[str, str]) -> str:
    given = " ".join(f"{key}={_quoted(value)}" for key, value in attributes.items() if value)
    return f"[{text}]{{.science {given}}}"


def _div(name: str, parts: list[str], **attributes: str) -> str:
    given = "".join(f" {key}={_quoted(value)}" for key, value in attributes.items() if value)
    inner = "\n\n".join(part for part in parts if part)
    return f":::: {{{name}{given}}}\n{inner}\n::::" if name else inner


WRITERS: dict[str, Callable[[MarkdownWriter, Any], str]] = {
    "heading": MarkdownWriter._heading,
    "text": MarkdownWriter._text,
    "image": MarkdownWriter._image,
    "gallery": MarkdownWriter._gallery,
    "quote": MarkdownWriter._quote,
    "table": MarkdownWriter._table,
    "formula": MarkdownWriter._formula,
    "fact_box": MarkdownWriter._fact_box,
    "try_it": MarkdownWriter._try_it,
    "timeline": MarkdownWriter._timeline,
    "chart": MarkdownWriter._chart,
    "media": MarkdownWriter._media,
    "notes": MarkdownWriter._notes,
}
