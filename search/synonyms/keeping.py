"""The synonyms in force: one thesaurus a process, made anew as soon as an editor has changed a group anywhere."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, Max

from content.core.languages import language
from search.kept import Kept
from search.languages import all_codes
from search.querying import Query
from search.synonyms.expanding import Expansion, expanded
from search.synonyms.models import SynonymGroup
from search.synonyms.thesaurus import Thesaurus


def _version() -> object:
    return SynonymGroup.objects.aggregate(count=Count("pk"), last=Max("pk"), changed=Max("changed_at"))


# Every call asks the database for the groups' version, so that a change counts at once in every process.
thesaurus = Kept(_version, lambda: Thesaurus(group.as_group() for group in SynonymGroup.objects.order_by("pk")))


def with_synonyms(query: Query, lang: str) -> Expansion:
    """The query of a reader of `lang`, with the synonyms that editors keep; one database query."""
    return expanded(query, thesaurus(), languages_of(lang))


def languages_of(lang: str) -> Iterable[str]:
    """The languages whose words a reader may have typed: their own, and those of other scripts, where no word is the same."""
    codes = all_codes()
    script = language(lang).script if lang in codes else ""
    return [code for code in codes if code == lang or not script or language(code).script != script]
