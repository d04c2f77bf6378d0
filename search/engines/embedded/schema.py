"""The Tantivy schema, and a document in it."""

from __future__ import annotations

import zlib
from typing import Any

from tantivy import Document, Schema, SchemaBuilder

from search.documents import IndexDocument, PassageText
from search.engines.fields import BAGS, GRAMS, SEQUENCE, milliseconds, number_of, token_fields

ENCODINGS = ("utf-8", "utf-16-le")
BETWEEN = "\0"  # in no text of a database
BARE = -15  # without zlib's header and sum


def schema() -> Schema:
    builder = SchemaBuilder()
    builder.add_unsigned_field("id", indexed=True, fast=True)
    for name in ("group", "lang", "print", "order"):
        builder.add_unsigned_field(name, indexed=name == "group", fast=True)
    builder.add_integer_field("published", indexed=True, fast=True)
    builder.add_text_field("tags", tokenizer_name="raw", index_option="basic", fast=True)
    for name in BAGS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="basic" if name == GRAMS else "freq")
    builder.add_text_field(SEQUENCE, tokenizer_name="whitespace")
    builder.add_bytes_field("stored", stored=True)
    return builder.build()


def as_tantivy(document: IndexDocument) -> Document:
    tokens = token_fields(document)
    made = Document()
    made.add_unsigned("id", document.id)
    made.add_unsigned("group", number_of(document.group or str(document.id)))
    made.add_unsigned("lang", number_of(document.lang))
    made.add_unsigned("print", document.fingerprint())
    made.add_unsigned("order", int(document.order[:16].ljust(16, "0"), 16))
    made.add_integer("published", milliseconds(document.published) if document.published else 0)
    for tag in document.all_tags():
        made.add_text("tags", tag)
    for name in (*BAGS, SEQUENCE):
        made.add_text(name, " ".join(getattr(tokens, name)))
    made.add_bytes("stored", stored(document))
    return made


def stored(document: IndexDocument) -> bytes:
    """The texts, compressed: Chinese takes two bytes a character in UTF-16, three in UTF-8."""
    parts = [document.title, *(part for passage in document.passages for part in (passage.address, passage.text))]
    text = BETWEEN.join(part.replace(BETWEEN, " ") for part in parts)
    data = text.encode(ENCODINGS[0], errors="replace")
    if len(data) > 2 * len(text):
        return b"\1" + zlib.compress(text.encode(ENCODINGS[1], errors="replace"), wbits=BARE)
    return b"\0" + zlib.compress(data, wbits=BARE)


def unstored(value: Any) -> list[PassageText]:
    data = bytes(value)
    title, *parts = zlib.decompress(data[1:], wbits=BARE).decode(ENCODINGS[data[0]]).split(BETWEEN)
    return [PassageText("title", title), *map(PassageText, parts[::2], parts[1::2])]
