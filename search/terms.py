"""The reviewed glossary as search asks it: approved names only, read again as soon as one was approved or a term is gone."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Max

from content.core.models import WordingApproval
from content.taxonomy.models import Term
from search.crossing import Concept, Glossary

Version = tuple[int, int, int]


@dataclass
class _Kept:
    version: Version | None = None
    glossary: Glossary | None = None


_kept = _Kept()


def glossary() -> Glossary:
    """One a process. Every call asks the database for two numbers, so that a change counts at once everywhere."""
    version = _version()
    if _kept.glossary is None or _kept.version != version:
        _kept.glossary = Glossary(_concepts())
        _kept.version = version
    return _kept.glossary


def _version() -> Version:
    terms = Term.objects.aggregate(count=Count("pk"), last=Max("pk"))
    model = ContentType.objects.get_for_model(Term)
    approved = WordingApproval.objects.filter(content_type=model).aggregate(last=Max("pk"))["last"]
    return terms["count"], terms["last"] or 0, approved or 0


def _concepts() -> list[Concept]:
    rows = Term.objects.values_list("pk", "approved")
    return [Concept({lang: said["name"] for lang, said in approved.items() if said.get("name")}, pk) for pk, approved in rows]
