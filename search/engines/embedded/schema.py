"""The Tantivy schema, and a document in it."""

from __future__ import annotations

import json
import zlib
from typing import Any

from tantivy import Document, Schema, SchemaBuilder

from search.documents import IndexDocument, PassageText
from search.engines.fields import BAGS, GRAMS, SEQUENCE, number_of, token_fields


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
    made.add_integer("published", int(document.published.timestamp()) if document.published else 0)
    for tag in document.all_tags():
        made.add_text("tags", tag)
    for name in (*BAGS, SEQUENCE):
        made.add_text(name, " ".join(getattr(tokens, name)))
    made.add_bytes("stored", stored(document))
    return made


def stored(document: IndexDocument) -> bytes:
    pairs = [["title", document.title], *([passage.address, passage.text] for passage in document.passages)]
    return zlib.compress(json.dumps(pairs, ensure_ascii=False).encode(errors="replace"))


def unstored(value: Any) -> list[PassageText]:
    return [PassageText(address, text) for address, text in json.loads(zlib.decompress(bytes(value)))]
