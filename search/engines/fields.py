"""The token fields of a document, the same in every engine: what is computed once, in front of it.

`body` holds the tokens of all texts, those of the title several times, and two whose frequency is the number of documents:
of all, and of the language's family. `grams` holds pieces of words, `sequence` one token a place, in order, for phrases and
single characters; `title` and `fields` the tokens of the title and of named fields, these each after the name of its field.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from hashlib import blake2b
from itertools import chain

from search.analysis import Gathered, family, gather, kind_of
from search.documents import IndexDocument

FORMAT = "11"  # of fields and analysis: an index of another one is built anew
TITLE, BODY, GRAMS, SEQUENCE, FIELDS = "title", "body", "grams", "sequence", "fields"
BAGS = (TITLE, BODY, GRAMS, FIELDS)
# Passages are this many places apart, so that no phrase goes from one into the next.
GAP = ("|", "|", "|")
# Every document has it in its body, and it alone in an empty field. Lucene counts only documents that have a field,
# Tantivy all: with it both average over all of them.
DOCUMENT = "|"
NOTHING = [DOCUMENT]
# Engines divide by a document's length: all are so much longer that a short one doesn't gain by its length alone.
PADDING = 150
_PADDING_OF_BODY = ["||"] * PADDING
_PADDING_OF_GRAMS = [f"||{number}" for number in range(PADDING)]
TITLE_TIMES = 3  # more than once: what a title says the whole text is about


@dataclass(frozen=True)
class TokenFields:
    title: list[str]
    body: list[str]
    grams: list[str]
    sequence: list[str]
    fields: list[str]


def token_fields(document: IndexDocument) -> TokenFields:
    lang = document.lang
    title = gather(document.title, lang)
    texts = [title, *(gather(passage.text, lang) for passage in document.passages)]
    named = {name: [gather(value, lang) for value in values] for name, values in document.fields.items()}
    parts = texts + [part for of_name in named.values() for part in of_name]
    bodies = chain.from_iterable(part.body for part in parts)
    return TokenFields(
        title=_with_singles(title) or NOTHING,
        body=[DOCUMENT, language_token(lang), *title.body * TITLE_TIMES, *bodies, *_PADDING_OF_BODY],
        # Each once: of a field without frequencies Lucene takes the number of different tokens as its length, Tantivy of all.
        grams=[*dict.fromkeys(token for part in parts for token in part.grams), *_PADDING_OF_GRAMS],
        sequence=[token for part in parts for token in (*part.sequence, *GAP)],
        fields=[in_field(name, token) for name, values in named.items() for part in values for token in _with_singles(part)]
        or NOTHING,
    )


def language_token(lang: str) -> str:
    """What every document of the language's family has in its body."""
    return f"{family(lang)}|l|"


@lru_cache(maxsize=1_000)
def number_of(text: str) -> int:
    """A short text as a number of 63 bits: what engines read for many hits at once."""
    return int.from_bytes(blake2b(text.encode(errors="replace"), digest_size=8).digest()) >> 1


def in_field(name: str, token: str) -> str:
    """The token as it stands in the field `fields`."""
    return f"{name}:{token}"


def _with_singles(part: Gathered) -> list[str]:
    """The tokens of a short text, and each of its characters of Han."""
    return part.body + [token for token in part.sequence if kind_of(token) == "h1"]


def milliseconds(moment: datetime) -> int:
    """Since 1970: what is published within the same second has an order too."""
    return int(moment.timestamp() * 1000)
