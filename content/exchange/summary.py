"""A summary where none was given: the first paragraph, shortened at the end of a sentence."""

from __future__ import annotations

import re

from content.exchange.document import RawBlock
from content.exchange.tree.inlines import words

# Characters: about two sentences of running text.
LENGTH = {"han": 110, "latin": 320}
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_SENTENCE_END = re.compile(r"[。！？]+[”」』）]*|[.!?…؟۔।]+[\"”’»)]*(?=\s|$)|[།༎]+(?=\s|$)")
_MARKS = re.compile(r"<sup><a href=\"#note-[^>]*>[^<]*</a></sup>|\s*<a href=\"#reference-[^>]*>[^<]*</a>|\s*\[#[\w.-]+\]")


def first_paragraph(blocks: list[RawBlock]) -> str:
    for block in blocks:
        if block["type"] == "text":
            for html in re.findall(r"<p>(.*?)</p>", block["value"], re.DOTALL):
                text = words(_MARKS.sub("", html))
                if len(text) > 1 and text != "* * *":
                    return text
    return ""


def shorten(text: str) -> str:
    """Whole sentences up to the length that suits the script; the first one cut at a word if it is longer."""
    limit = LENGTH["han" if len(_HAN.findall(text)) * 3 > len(text) else "latin"]
    if len(text) <= limit:
        return text
    ends = [found.end() for found in _SENTENCE_END.finditer(text) if found.end() <= limit]
    if ends and ends[-1] > limit // 4:
        return text[: ends[-1]].strip()
    cut = text[:limit]
    space = cut.rfind(" ")
    return (cut[:space] if space > limit // 2 else cut).rstrip(" ,;:，、；：") + "…"
