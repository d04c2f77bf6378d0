"""The token fields of a document, the same in every engine: what is computed once, in front of it.

`title` and `body` hold every token, `body` those of the title twice and of all fields too. `sequence` holds one token
a place, in order, for phrases; `fields` the words of named fields, each after the name of its field.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b

from search.analysis import Span, spans
from search.documents import IndexDocument

FORMAT = "3"  # of fields and analysis: an index of another one is built anew
TITLE, BODY, SEQUENCE, FIELDS = "title", "body", "sequence", "fields"
# Passages are this many places apart, so that no phrase goes from one into the next.
GAP = ("|", "|", "|")
# Of an empty field. Lucene counts only documents that have a field, Tantivy all: with it both average over all of them.
NOTHING = ["|"]


@dataclass(frozen=True)
class TokenFields:
    title: list[str]
    body: list[str]
    sequence: list[str]
    fields: list[str]


def token_fields(document: IndexDocument) -> TokenFields:
    title = list(spans(document.title, document.lang))
    texts = [title]
    texts += [list(spans(passage.text, document.lang)) for passage in document.passages]
    named = {name: [list(spans(value, document.lang)) for value in values] for name, values in document.fields.items()}
    of_fields = [part for parts in named.values() for part in parts]
    sequence: list[str] = []
    for part in texts + of_fields:
        sequence += [*sequence_of(part), *GAP]
    return TokenFields(
        title=_tokens(title) or NOTHING,
        body=_tokens(title) + [token for part in texts + of_fields for token in _tokens(part)] or NOTHING,
        sequence=sequence,
        fields=[in_field(name, token) for name, parts in named.items() for part in parts for token in _tokens(part)] or NOTHING,
    )


def sequence_of(parts: list[Span]) -> list[str]:
    """One token for each place of a text: a word as it is written, a bigram, a trigram, a syllable."""
    return [token for span in parts if (token := _placed(span))]


def number_of(text: str) -> int:
    """A short text as a number of 63 bits: what engines read for many hits at once."""
    return int.from_bytes(blake2b(text.encode(errors="replace"), digest_size=8).digest()) >> 1


def in_field(name: str, token: str) -> str:
    """The token as it stands in the field `fields`."""
    return f"{name}:{token}"


def _placed(span: Span) -> str:
    for token in span.tokens:
        if token.split("|", 2)[1] in {"w", "h", "t", "s"}:
            return token if not any(other.split("|", 2)[1] == "j" for other in span.tokens) else ""
    return ""


def _tokens(parts: list[Span]) -> list[str]:
    return [token for span in parts for token in span.tokens]
