"""Whether two words of an alphabetic script are one word, once misspelt."""

from __future__ import annotations

import regex

from content.review.grading.lexicon import commonness, has_list, is_listed, neighbours, realness
from content.review.grading.lists import HARD_WORDS, JOINED, ORTHOGRAPHY, PAIRS, REDUPLICATING, REPEATED, STYLE, TWICE, YO
from content.review.grading.tokens import Token

MEANING = ("meaning", "words")
TYPO = ("typo", "spelling")
# Where words bend so much that a rare form may be missing from the list, an ending is never a slip.
_BENDING = {"ru", "ar", "ko", "mn", "ug", "hi"}
_PARTICLE = regex.compile(r"(の|を|が|は|に|で|と|も|た|て)\1|ー$")
COMMON = 3.0
UNCOMMON = 1.8
RARE = 3.3


def pair(one: Token, two: Token, lang: str) -> tuple[str, str]:
    """The grade of putting the word `two` for the word `one`."""
    if one.kind != two.kind or one.kind == "number":
        return MEANING
    if one.kind == "kana":
        return _kana(one.text, two.text, lang)
    code = lang[:2]
    if one.text.casefold() == two.text.casefold():
        return _capital(one, two, code)
    if _is_name(one, code) or _is_name(two, code):
        return "meaning", "name"
    return _listed_pair(one.text.casefold(), two.text.casefold(), code) or _misspelt(
        one.text.casefold(), two.text.casefold(), code, lang
    )


def _capital(one: Token, two: Token, code: str) -> tuple[str, str]:
    """A capital says nothing where a sentence begins, and belongs to every German noun."""
    noun = code == "de" and len(one.text) >= 7 and two.text == one.text[:1].upper() + one.text[1:]
    start = two.first and one.first and len(one.text) > 1
    return ("typo", "capital") if start or noun else ("meaning", "capital")


def _listed_pair(a: str, b: str, code: str) -> tuple[str, str] | None:
    """What is known of two words without looking at their letters."""
    if frozenset((a, b)) in PAIRS.get(code, ()):
        return TYPO
    if frozenset((a, b)) in STYLE.get(code, ()):
        return "style", "other word"
    if _orthography(a, code) == _orthography(b, code):
        return _variant(a, b, code)
    if any(word in HARD_WORDS.get(code, ()) for word in (a, b)):
        return "meaning", "negation, comparison or quantity"
    return None


def _kana(a: str, b: str, lang: str) -> tuple[str, str]:
    if _PARTICLE.sub(r"\1", a) == _PARTICLE.sub(r"\1", b):
        return "typo", "repeated particle"
    if a.replace("っ", "つ").replace("ッ", "ツ") == b.replace("っ", "つ").replace("ッ", "ツ"):
        return TYPO
    return _misspelt(a, b, "ja", lang) if regex.fullmatch(r"[\p{Katakana}ー]{5,}", a) else MEANING


def _is_name(token: Token, code: str) -> bool:
    """A capital inside a sentence; German gives one to every noun."""
    return code != "de" and not token.first and token.text[:1].isupper()


def _orthography(word: str, code: str) -> str:
    for before, after in ORTHOGRAPHY.get(code, ()):
        word = regex.sub(before, after, word)
    return word


def _variant(a: str, b: str, code: str) -> tuple[str, str]:
    """Two spellings by the rules of the language: a slip, unless both are words that differ."""
    if code == "ar":
        return TYPO if _arabic_slip(a, b) else ("meaning", "another word")
    if code in {"ru", "mn"}:
        return ("meaning", "another word") if frozenset((a, b)) in YO else TYPO
    low, high = sorted((realness(a, code), realness(b, code)))
    if is_listed(a, code) != is_listed(b, code) and max(commonness(a, code), commonness(b, code)) >= COMMON:
        return TYPO
    return TYPO if not has_list(code) or (low == 0 and high == 0) else ("meaning", "another word")


def _arabic_slip(a: str, b: str) -> bool:
    """A hamza left off, or the dots of an ending that can be no pronoun, since the word has its article."""
    if len(a) != len(b):
        return True
    pairs = {frozenset(pair) for pair in zip(a, b, strict=True) if pair[0] != pair[1]}
    if pairs <= {frozenset("اأ"), frozenset("اإ")}:
        return len(a) >= 4
    article = a.startswith(("ال", "وال", "بال", "لل"))
    if pairs <= {frozenset("أإ")}:
        return article and len(a) >= 6 and _apart(a, b) >= 1.5
    dotted = a if a.endswith("ة") else b
    return pairs <= {frozenset("ةه")} and (article or commonness(dotted, "ar") - commonness(a if dotted == b else b, "ar") >= 0.9)


def _apart(a: str, b: str) -> float:
    return abs(commonness(a, "ar") - commonness(b, "ar"))


def _misspelt(a: str, b: str, code: str, lang: str) -> tuple[str, str]:
    edit = _distance_one(a, b)
    if not has_list(lang) or edit is None:
        return MEANING
    ranks = sorted(((realness(a, lang), a), (realness(b, lang), b)))
    (low, wrong), (high, right) = ranks
    if low > 0:
        slip = edit == "doubled" and low < RARE and high - low >= 1.8 and not is_listed(wrong, lang)
        slip = slip or (code in {"ru", "ar"} and edit == "inner" and low < 2.2 and high - low >= 2.3 and len(right) >= 8)
        return TYPO if slip else ("meaning", "another word")
    # An ending may belong to a form that the lists lack; a first letter may be a prefix.
    if edit == "first" or len(right) < 4 or (edit == "last" and code in _BENDING):
        return MEANING
    if high < COMMON and (high < UNCOMMON or len(right) < 7 or len(a) == len(b)):
        # A rare word may be anybody's term: chlorite, chlorate.
        return MEANING
    rivals = neighbours(wrong, lang, 2.0) - {right}
    if all(commonness(rival, lang) <= high - 1.0 or _same_stem(rival, right) or not _real(rival, lang) for rival in rivals):
        return TYPO
    return "meaning", "may be another word"


def _real(word: str, lang: str) -> bool:
    return realness(word, lang) > 0


def _same_stem(a: str, b: str) -> bool:
    """Forms of one word: they differ in their last letters only."""
    shared = 0
    for one, two in zip(a, b, strict=False):
        if one != two:
            break
        shared += 1
    return shared >= max(4, max(len(a), len(b)) - 2)


def _distance_one(a: str, b: str) -> str | None:
    """Where two words differ by one letter or one swap: first, last, doubled, inner; None where they differ by more."""
    if abs(len(a) - len(b)) > 1 or a == b:
        return None
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    rest_a, rest_b = a[start:], b[start:]
    shorter, longer = sorted((a, b), key=len)
    if len(a) != len(b):
        if longer[:start] + longer[start + 1 :] != shorter:
            return None
        if (start and longer[start] == longer[start - 1]) or longer[start : start + 1] == longer[start + 1 : start + 2]:
            return "doubled"
    elif rest_a[1:] != rest_b[1:] and not (rest_a[:2] == rest_b[1::-1] and rest_a[2:] == rest_b[2:]):
        return None
    if start == 0:
        return "first"
    return "last" if start >= len(longer) - 1 else "inner"


def repeated(tokens: list[Token], start: int, end: int, *, lang: str) -> tuple[str, str]:
    """The grade of words put in or left out: a slip only where they stand twice."""
    size = end - start
    words = [token.text.casefold() for token in tokens]
    middle = words[start:end]
    twice = middle in (words[start - size : start] if start >= size else [], words[end : end + size])
    code = lang[:2]
    if not twice or any(word in HARD_WORDS.get(code, ()) for word in middle) or tokens[start].kind == "number":
        return "meaning", "words added or removed"
    if words[start] in REPEATED.get(code, ()) or (size > 1 and code not in REDUPLICATING):
        return "typo", "repeated word"
    if code in REDUPLICATING or any(word in TWICE for word in middle):
        return "meaning", "words added or removed"
    return "typo", "repeated word"


def joined_or_split(one: list[Token], two: list[Token], lang: str) -> tuple[str, str]:
    """`inthe` for `in the`: a slip where the joined form is no word and each part is a common one."""
    if lang.startswith("bo"):
        return "typo", "tsheg"
    joined, parts = (one, two) if len(one) < len(two) else (two, one)
    if lang[:2] == "ko" or len(joined) != 1 or any(token.kind != "word" for token in parts) or not has_list(lang):
        return "meaning", "spacing"
    whole, words = joined[0].text.casefold(), [token.text.casefold() for token in parts]
    if whole in JOINED.get(lang[:2], ()):
        return "typo", "spacing"
    if any(word in HARD_WORDS.get(lang[:2], ()) for word in (whole, *words) if len(word) > 2):
        return "meaning", "spacing"
    rarest = min(commonness(word, lang) for word in words)
    if (rarest >= 4.0 and realness(whole, lang) == 0) or (
        rarest >= 5.5 and is_listed(words[0], lang) and not is_listed(whole, lang)
    ):
        return "typo", "spacing"
    return "meaning", "spacing"
