"""The reviewed glossary as search asks it: approved names only, read again as soon as one was approved or a term is gone."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Max

from content.core.models import WordingApproval
from content.taxonomy.models import Term
from search.crossing import Concept, Glossary
from search.kept import Kept

Version = tuple[int, int, int]


def glossary() -> Glossary:
    """One a process. Every call asks the database for two numbers, so that a change counts at once everywhere."""
    return _kept()


def _version() -> Version:
    terms = Term.objects.aggregate(count=Count("pk"), last=Max("pk"))
    model = ContentType.objects.get_for_model(Term)
    approved = WordingApproval.objects.filter(content_type=model).aggregate(last=Max("pk"))["last"]
    return terms["count"], terms["last"] or 0, approved or 0


def _concepts() -> list[Concept]:
    rows = Term.objects.values_list("pk", "approved")
    return [Concept({lang: said["name"] for lang, said in approved.items() if said.get("name")}, pk) for pk, approved in rows]


_kept = Kept(_version, lambda: Glossary(_concepts()))
