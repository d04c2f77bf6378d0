"""Lines of text: pandoc's inline elements as the rich text of a block."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape as escape_html
from html import unescape
from typing import Any

import nh3
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.exchange.tree.context import Context, Element, attribute
from content.exchange.tree.pictures import picture

SAFE_SCHEMES = ("http://", "https://", "mailto:", "tel:", "doi:")
SIMPLE = {"Emph": "i", "Strong": "b", "Superscript": "sup", "Subscript": "sub"}
PLAIN = {
    "Strikeout": gettext_lazy("struck-out text"),
    "Underline": gettext_lazy("underlining"),
    "SmallCaps": gettext_lazy("small capitals"),
}
RAW_TAGS = {"b": "b", "strong": "b", "i": "i", "em": "i", "sup": "sup", "sub": "sub", "code": "code", "br": "br"}
QUOTES = {"SingleQuote": "‘%s’", "DoubleQuote": "“%s”"}
RICH_TAGS = {"p", "b", "i", "a", "ul", "ol", "li", "sup", "sub", "code", "br"}

_HAN = r"[\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f\u2018-\u201d…—]"
_BREAK_IN_HAN = re.compile(rf"({_HAN}(?:</?\w+>)*)[ ]?\n[ ]?((?:</?\w+>)*{_HAN})")
_TAG = re.compile(r"<[^>]*>")
_RAW = re.compile(r"<\s*(/?)\s*([a-zA-Z][\w:-]*)([^>]*)>")
_REFERENCE = re.compile(r"\[#([\w.-]+)\]")


def escape(text: str) -> str:
    return escape_html(text, quote=False)


def rich(ctx: Context, inlines: list[Element]) -> str:
    """The inlines as HTML; lines are joined as the script wants it: no space between Han characters."""
    html = "".join(_one(ctx, inline) for inline in inlines)
    if ctx.has_raw_html:
        html, ctx.has_raw_html = clean(html), False
    return _references(ctx, join_lines(html)).strip()


def plain(ctx: Context, inlines: list[Element]) -> str:
    """The words alone; named in the report when a link or a mark is lost."""
    html = rich(ctx, inlines)
    if "<a " in html:
        ctx.lost(_("links in headings, captions of tables or cells"))
    elif re.search(r"<(?!br)", html):
        ctx.lost(_("emphasis in headings, captions of tables or cells"))
    return words(html)


def words(html: str) -> str:
    """The text of rich text, in one line."""
    return " ".join(unescape(_TAG.sub("", html.replace("<br/>", " ").replace("</p>", " "))).split())


def clean(html: str) -> str:
    """Balanced, and nothing but the rich text that blocks allow."""
    kept = nh3.clean(
        html, tags=RICH_TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https", "mailto", "tel"}, link_rel=None
    )
    return kept.replace("<br>", "<br/>")


def join_lines(html: str) -> str:
    if "\n" not in html:
        return html
    previous = ""
    while previous != html:
        previous, html = html, _BREAK_IN_HAN.sub(r"\1\2", html)
    return html.replace("\n", " ")


def _references(ctx: Context, html: str) -> str:
    """`[#3]` leads to the reference of that label, where there is one."""

    def link(found: re.Match[str]) -> str:
        label = found.group(1)
        return f'<a href="#reference-{label}">[{label}]</a>' if label in ctx.reference_labels else found.group(0)

    return _REFERENCE.sub(link, html) if ctx.reference_labels else html


def _one(ctx: Context, inline: Element) -> str:
    kind, content = inline["t"], inline.get("c", [])
    if kind in SIMPLE:
        inner = "".join(_one(ctx, child) for child in content)
        return f"<{SIMPLE[kind]}>{inner}</{SIMPLE[kind]}>" if inner.strip() else inner
    if kind in PLAIN:
        ctx.lost(PLAIN[kind])
        return "".join(_one(ctx, child) for child in content)
    handler = HANDLERS.get(kind)
    return handler(ctx, content) if handler else ""


def _quoted(ctx: Context, content: Any) -> str:
    return QUOTES[content[0]["t"]] % "".join(_one(ctx, child) for child in content[1])


def _cite(ctx: Context, content: Any) -> str:
    return "".join(_one(ctx, child) for child in content[1])


def _code(ctx: Context, content: Any) -> str:
    return f"<code>{escape(content[1])}</code>"


def _math(ctx: Context, content: Any) -> str:
    return rf"\({escape(content[1].strip())}\)"


def _link(ctx: Context, content: Any) -> str:
    attr, inlines, (target, _title) = content
    inner = "".join(_one(ctx, child) for child in inlines)
    href = target.strip()
    if href.startswith(("#note-", "#reference-")):
        link = f'<a href="{escape_html(href)}">{inner}</a>'
        return f"<sup>{link}</sup>" if "orrery-noteref" in attr[1] else link
    if not words(inner):
        return inner
    if href.lower().startswith(SAFE_SCHEMES):
        href = "https://doi.org/" + href[4:] if href.lower().startswith("doi:") else href
        return f'<a href="{escape_html(href)}">{inner}</a>'
    _name_lost_link(ctx, href, words(inner))
    return inner


def _name_lost_link(ctx: Context, href: str, text: str) -> None:
    scheme = re.match(r"[a-zA-Z][\w+.-]*:", href)
    if scheme:
        ctx.warn(
            _("A link was removed, its text “%(text)s” kept: %(scheme)s addresses aren't allowed.")
            % {"text": text[:80], "scheme": scheme.group()}
        )
    elif href:
        ctx.warn(_("A link to a place inside the file (%(href)s) was left out, its text kept.") % {"href": href[:120]})


def _image(ctx: Context, content: Any) -> str:
    found = picture(ctx, content, words("".join(_one(ctx, child) for child in content[1])))
    ctx.pending += found
    return ""


def _note(ctx: Context, content: Any) -> str:
    from content.exchange.tree.prose import rich_blocks  # noqa: PLC0415  (a note holds blocks, blocks hold notes)

    label = ctx.add_note("")
    note = ctx.notes[-1]
    note["text"] = rich_blocks(ctx, content)
    return f'<sup><a href="#note-{label}">{label}</a></sup>'


def _span(ctx: Context, content: Any) -> str:
    attr, inlines = content
    inner = "".join(_one(ctx, child) for child in inlines)
    if "science" in attr[1]:
        ctx.science_notes.append(
            {
                "quote": words(inner) or attribute(attr, "quote"),
                "status": attribute(attr, "status") or "established",
                "text": attribute(attr, "note"),
                "work": attribute(attr, "work"),
                "reference": attribute(attr, "reference"),
            }
        )
    elif attribute(attr, "lang") or attribute(attr, "dir"):
        ctx.lost(_("marks that say in which language single words are"))
    return inner


def _raw(ctx: Context, content: Any) -> str:
    form, text = content
    if form != "html":
        ctx.warn(_("A command in %(format)s was left out: %(text)s") % {"format": form, "text": text[:120]})
        return ""
    return raw_html(ctx, text)


def raw_html(ctx: Context, text: str) -> str:
    """A tag written in the text: the few that rich text knows are kept, others are named and removed."""
    found = _RAW.match(text)
    if not found:
        if text.strip():
            ctx.warn(_("A comment or a declaration was left out: %(text)s") % {"text": text[:80]})
        return ""
    closing, tag, attributes = found.group(1), found.group(2).lower(), found.group(3)
    for name in re.findall(r"\b(on\w+)\s*=", attributes):
        ctx.warn(_("An event handler was removed: %(name)s") % {"name": name.lower()})
    if tag in RAW_TAGS:
        ctx.has_raw_html = True
        return "<br/>" if tag == "br" else f"<{closing}{RAW_TAGS[tag]}>"
    if tag == "img":
        values = dict(re.findall(r"""\b(src|alt)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""", attributes))
        source, alt = (unescape(values.get(name, "").strip("\"'")) for name in ("src", "alt"))
        ctx.pending += picture(ctx, [["", [], []], [], [source, ""]], alt)
    elif not closing:
        ctx.warn(_("An HTML tag was removed, the words in it kept: <%(tag)s>") % {"tag": tag})
    return ""


HANDLERS: dict[str, Callable[[Context, Any], str]] = {
    "Str": lambda ctx, content: escape(content),
    "Space": lambda ctx, content: " ",
    "SoftBreak": lambda ctx, content: "\n",
    "LineBreak": lambda ctx, content: "<br/>",
    "Quoted": _quoted,
    "Cite": _cite,
    "Code": _code,
    "Math": _math,
    "Link": _link,
    "Image": _image,
    "Note": _note,
    "Span": _span,
    "RawInline": _raw,
}
