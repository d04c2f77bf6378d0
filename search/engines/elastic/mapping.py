"""How an index holds documents: the embedded engine's tokens in fields of the same names; Elasticsearch only splits them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from search.analysis import kind_of
from search.documents import IndexDocument, PassageText
from search.engines.fields import BAGS, FORMAT, GRAMS, SEQUENCE, milliseconds, number_of, token_fields

# Of the mapping and of what it holds: an index of another one is built anew.
MAPPING = f"1-{FORMAT}"
LONGEST_TOKEN = 8000  # characters: four bytes each are within Lucene's longest term
WORDS = "words"  # as written, to complete and to propose


@dataclass(frozen=True)
class Layout:
    """What an index is made with; `format` tells one that was made with another."""

    format: str
    settings: dict[str, Any]
    mappings: dict[str, Any]


BUILDING: dict[str, Any] = {
    # While it is built nobody reads it: copies are made, and changes seen, once it is whole.
    "number_of_replicas": 0,
    "refresh_interval": "-1",
    # So long is it remembered that a document was removed, and when: a late writing doesn't bring it back.
    "gc_deletes": "1h",
}
_BAG = {"type": "text", "analyzer": "tokens", "index_options": "freqs"}
WORDS_LAYOUT = Layout(
    MAPPING,
    {
        **BUILDING,
        # Most of a new index is what it keeps of each writing until it is merged away: mere tokens, which pack well.
        "codec": "best_compression",
        "similarity": {"default": {"type": "BM25", "k1": 1.2, "b": 0.75}},
        "analysis": {
            "tokenizer": {"tokens": {"type": "whitespace", "max_token_length": LONGEST_TOKEN}},
            "analyzer": {"tokens": {"type": "custom", "tokenizer": "tokens"}},
        },
    },
    {
        "dynamic": "strict",
        # What snippets are cut from is kept as it is; tokens only where they are searched.
        "_source": {"includes": ["passages"]},
        "properties": {
            "id": {"type": "long"},
            "group": {"type": "long"},
            "print": {"type": "long", "index": False},
            "lang": {"type": "keyword"},
            "order": {"type": "keyword", "index": False},
            "published": {"type": "date", "format": "epoch_millis"},
            "tags": {"type": "flattened"},
            **dict.fromkeys(BAGS, _BAG),
            GRAMS: {**_BAG, "index_options": "docs"},
            SEQUENCE: {**_BAG, "index_options": "positions"},
            WORDS: {"type": "keyword", "index": False},
            "passages": {"type": "object", "enabled": False},
        },
    },
)


def as_elastic(document: IndexDocument) -> dict[str, Any]:
    tokens = token_fields(document)
    tags: dict[str, list[str]] = {}
    for tag in document.all_tags():
        name, value = tag.split("=", 1)
        tags.setdefault(name, []).append(value)
    return {
        "id": document.id,
        "group": number_of(document.group or str(document.id)),
        "print": document.fingerprint(),
        "lang": document.lang,
        "order": document.order,
        "published": milliseconds(document.published) if document.published else None,
        "tags": tags,
        **{name: " ".join(getattr(tokens, name)) for name in (*BAGS, SEQUENCE)},
        WORDS: sorted({token for token in tokens.body if kind_of(token) == "w" and len(token) < 80}),
        "passages": [["title", _whole(document.title)], *([each.address, _whole(each.text)] for each in document.passages)],
    }


def unstored(source: dict[str, Any]) -> list[PassageText]:
    return [PassageText(address, text) for address, text in source["passages"]]


def _whole(text: str) -> str:
    """Without halves of characters, which JSON can't hold."""
    return text.encode(errors="replace").decode()
