"""Rich text as Markdown that pandoc reads back as the same rich text."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import html as lxml_html
from lxml.etree import _Element as Node

from content.exchange.markup import local, text_in
from content.exchange.tree.inlines import clean

_SPECIAL = re.compile(r"([\\`*{}\[\]<>~^$|])|(?<!\w)_|_(?!\w)|&(?=[#\w])")
_START = re.compile(r"^(\d+)([.)])(?=\s|$)")
_MATH = re.compile(r"\\\((.+?)\\\)", re.DOTALL)
_CODE_BLOCK = re.compile(r"^<p><code>(.*)</code></p>$", re.DOTALL)
BREAK = "* * *"


class RichText:
    """Writes rich text. `note_mark` makes a label unique in the file that is written."""

    def __init__(self, note_mark: Callable[[str], str] = lambda label: label) -> None:
        self.note_mark = note_mark

    def paragraphs(self, html: str) -> str:
        """Paragraphs and lists, parted by empty lines."""
        root = lxml_html.fragment_fromstring(clean(html), create_parent="div")
        out = [self._loose(root.text)]
        for node in root:
            out.append(self._block(node))
            out.append(self._loose(node.tail))
        return "\n\n".join(part for part in out if part)

    def line(self, html: str) -> str:
        """One line without paragraphs: a caption, a cell."""
        return self.paragraphs(re.sub(r"</p>\s*<p>", "<br/>", html)).replace("\n\n", " ")

    def _loose(self, text: str | None) -> str:
        return guard(escape((text or "").strip()))

    def _block(self, node: Node) -> str:
        name = local(node)
        if name in {"ul", "ol"}:
            return self._list(node)
        if name == "p":
            children = list(node)
            if (
                len(children) == 1
                and local(children[0]) == "code"
                and children[0].find(".//br") is not None
                and not (node.text or "").strip()
            ):
                return _fence(children[0])
            text = self._inner(node).strip()
            return BREAK if text.replace("\\", "") == BREAK else guard(text)
        return guard(self._inline(node, tail=False).strip())

    def _list(self, node: Node) -> str:
        lines = []
        for number, item in enumerate((child for child in node if local(child) == "li"), 1):
            mark = "- " if local(node) == "ul" else f"{number}. "
            inner = [child for child in item if local(child) in {"ul", "ol"}]
            for child in inner:
                tail, child.tail = child.tail, None
                item.remove(child)
                if tail and tail.strip():
                    item.text = (item.text or "") + " " + tail
            text = guard(self._inner(item).strip())
            parts = [text, *(self._list(child) for child in inner)]
            lines.append(mark + "\n".join(parts).replace("\n", "\n" + " " * len(mark)))
        return "\n".join(lines)

    def _inner(self, node: Node) -> str:
        return escape(node.text or "") + "".join(self._inline(child) for child in node)

    def _inline(self, node: Node, tail: bool = True) -> str:
        name = local(node)
        writer = WRITERS.get(name)
        text = writer(self, node) if writer else self._inner(node)
        return text + (escape(node.tail or "") if tail else "")

    def _mark(self, node: Node, mark: str) -> str:
        text = self._inner(node)
        inner = text.strip()
        if not inner:
            return text
        before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        return f"{before}{mark}{inner}{mark}{after}"

    def _raised(self, node: Node, mark: str) -> str:
        if mark == "^" and len(node) == 1 and local(node[0]) == "a" and node[0].get("href", "").startswith("#note-"):
            return self._inline(node[0], tail=False)
        # Pandoc ends a superscript at a bare space.
        inner = self._inner(node).strip()
        return mark + re.sub(r"(?<!\\) ", r"\\ ", inner) + mark if inner else ""

    def _link(self, node: Node) -> str:
        href, text = node.get("href", ""), self._inner(node)
        if href.startswith("#note-"):
            return f"[^{self.note_mark(href[6:])}]"
        if href.startswith("#reference-"):
            return f"[#{href[11:]}]"
        if not href or not text.strip():
            return text
        return f"[{text}](<{href}>)" if re.search(r"[\s()<>]", href) else f"[{text}]({href})"

    def _code(self, node: Node) -> str:
        text = text_in(node)
        ticks = "`" * (max((len(run) for run in re.findall(r"`+", text)), default=0) + 1)
        pad = " " if text.startswith("`") or text.endswith("`") else ""
        return f"{ticks}{pad}{text}{pad}{ticks}" if text.strip() else text


def escape(text: str) -> str:
    """Words as Markdown, formulae between `\\(` and `\\)` as pandoc's."""
    out, place = [], 0
    for found in _MATH.finditer(text):
        out.append(_escape(text[place : found.start()]))
        after = text[found.end() : found.end() + 1]
        latex = " ".join(found.group(1).split())
        # Pandoc ends no formula before a digit, but a span around it does.
        out.append(f"[${latex}$]{{}}" if after.isdigit() else f"${latex}$")
        place = found.end()
    out.append(_escape(text[place:]))
    return "".join(out)


def _escape(text: str) -> str:
    return _SPECIAL.sub(lambda found: "\\" + found.group(), re.sub(r"\s*\n\s*", " ", text))


def guard(text: str) -> str:
    """Lines that would begin a list, a heading or a quotation don't."""
    lines = []
    for line in text.split("\n"):
        marked = _START.sub(r"\1\\\2", line)
        lines.append("\\" + marked if re.match(r"[-+:=#%]", marked) else marked)
    return "\n".join(lines)


def fenced(text: str, info: str = "") -> str:
    ticks = "`" * max(3, max((len(run) for run in re.findall(r"`+", text)), default=0) + 1)
    return f"{ticks}{info}\n{text}\n{ticks}"


def _fence(node: Node) -> str:
    for line in node.iter("br"):
        line.tail = "\n" + (line.tail or "")
    return fenced(text_in(node))


WRITERS: dict[str, Callable[[RichText, Node], str]] = {
    "b": lambda writer, node: writer._mark(node, "**"),
    "i": lambda writer, node: writer._mark(node, "*"),
    "sup": lambda writer, node: writer._raised(node, "^"),
    "sub": lambda writer, node: writer._raised(node, "~"),
    "a": RichText._link,
    "code": RichText._code,
    "br": lambda writer, node: "\\\n",
}
