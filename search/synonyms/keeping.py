"""The synonyms in force: one thesaurus a process, made anew as soon as an editor has changed a group anywhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Count, Max

from content.core.languages import language
from search.querying import Query
from search.synonyms.expanding import Expansion, expanded
from search.synonyms.models import SynonymGroup
from search.synonyms.thesaurus import Thesaurus


@dataclass
class _Kept:
    version: dict[str, Any] | None = None
    thesaurus: Thesaurus | None = None


_kept = _Kept()


def thesaurus() -> Thesaurus:
    """Every call asks the database for the groups' version, so that a change counts at once in every process."""
    version = SynonymGroup.objects.aggregate(count=Count("pk"), last=Max("pk"), changed=Max("changed_at"))
    if _kept.thesaurus is None or _kept.version != version:
        _kept.thesaurus = Thesaurus(group.as_group() for group in SynonymGroup.objects.order_by("pk"))
        _kept.version = version
    return _kept.thesaurus


def with_synonyms(query: Query, lang: str) -> Expansion:
    """The query of a reader of `lang`, with the synonyms that editors keep; one database query."""
    return expanded(query, thesaurus(), languages_of(lang))


def languages_of(lang: str) -> Iterable[str]:
    """The languages whose words a reader may have typed: their own, and those of other scripts, where no word is the same."""
    codes = [code for code, _name in settings.LANGUAGES]
    script = language(lang).script if lang in codes else ""
    return [code for code in codes if code == lang or not script or language(code).script != script]
