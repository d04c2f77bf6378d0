"""Which words may be kept at all, and how those of a rare query are hidden. No database."""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata

from search.analysis import kind_of, spans, word_of

LONGEST = 80
MOST_WORDS = 12
# An address of mail or a page, or as many digits as a telephone number has, however they are spaced.
_PERSONAL = re.compile(r"@|://|\bwww\.|\d(?:[\s().,/:–-]*\d){6,}", re.IGNORECASE)


def tidy(text: str) -> str:
    """A query as it is shown: without controls, in one line, in one way of composing characters."""
    text = unicodedata.normalize("NFKC", text)
    return " ".join("".join(" " if unicodedata.category(char).startswith("C") else char for char in text).split())


def may_be_kept(text: str) -> bool:
    """Whether a tidied query could be a topic: short, and without what names or reaches a person.

    A sentence may tell somebody's story, and a long number is somebody's: a telephone, an account, an identity card.
    """
    return 0 < len(text) <= LONGEST and len(text.split()) <= MOST_WORDS and not _PERSONAL.search(text)


def normal_form(text: str, lang: str) -> str:
    """What the spellings of a query have in common: its stems, each once, in an order of their own.

    Empty when it holds no words, or too many to be one topic.
    """
    stems = {_stem(span.tokens) for span in spans(text, lang, query=True) if span.tokens}
    form = " ".join(sorted(stems))
    return form if len(form) <= 255 else ""


def _stem(tokens: tuple[str, ...]) -> str:
    """The stem among the tokens of a word; of a script without stems, the token that says most."""
    return word_of(next((token for token in tokens if kind_of(token) == "s"), tokens[-1]))


def hidden(form: str, secret: str, key: str) -> str:
    """A keyed hash: without both halves of the key nobody can try out which query it stands for."""
    return hmac.new(f"{secret}|{key}".encode(), form.encode(), hashlib.sha256).hexdigest()
