"""The languages of content: one entry in settings each; a name in itself, a direction, and where to fall back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.utils.translation import get_language, get_language_bidi, get_language_info
from wagtail.models import Locale, Page


@dataclass(frozen=True)
class Language:
    code: str
    name: str
    direction: str
    script: str

    @property
    def tag(self) -> str:
        """The BCP 47 tag for `lang` attributes: script subtags in title case (zh-Hans)."""
        head, *rest = self.code.split("-")
        return "-".join([head, *(part.title() if len(part) == 4 else part.upper() for part in rest)])


SCRIPTS = {
    "zh-hans": "han",
    "zh-hant": "han",
    "ja": "han",
    "ko": "hangul",
    "ar": "arabic",
    "ug": "arabic",
    "bo": "tibetan",
    "hi": "devanagari",
    "ru": "cyrillic",
    "mn": "cyrillic",
}


@cache
def language(code: str) -> Language:
    """The language of a code in `settings.LANGUAGES`; KeyError for another."""
    info = get_language_info(code)
    name = dict(settings.LANGUAGES)[code]
    return Language(code, str(name), "rtl" if info["bidi"] else "ltr", SCRIPTS.get(code, "latin"))


@cache
def _code(locale_id: int) -> str:
    return str(Locale.objects.get(pk=locale_id).language_code)


def code_of(page: Page) -> str:
    """The code of a page's language, without a query."""
    return _code(page.locale_id)


def languages() -> list[Language]:
    return [language(code) for code, _name in settings.LANGUAGES]


def fallbacks(code: str) -> list[str]:
    """The codes to read a shared row in, best first, beginning with the language itself."""
    chain = [code, *settings.ORRERY_LANGUAGE_FALLBACKS.get(code, ()), settings.LANGUAGE_CODE]
    return list(dict.fromkeys(chain))


def active() -> str:
    """The reader's language, or the default when no translation is active."""
    code = get_language() or settings.LANGUAGE_CODE
    return code if code in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def isolated(text: object) -> str:
    """A name or title for plain text: where the sentence around it runs right to left, Unicode's isolates keep the two apart."""
    return f"\u2068{text}\u2069" if get_language_bidi() else str(text)
