"""A work's page as schema.org has it, in JSON-LD: for search engines, libraries and whoever reads pages by machine.

The page is a WebPage, which schema.org lets be reviewed (`reviewedBy`, `lastReviewed`); its `mainEntity` is the work, of the
type that the work declares. A correction is a CorrectionComment; a retracted work says so in `creativeWorkStatus`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings

if TYPE_CHECKING:
    from content.core.models import Work

PROPERTIES = {"author": "author", "translator": "translator", "editor": "editor"}


def structured_data(work: Work, context: Mapping[str, Any]) -> dict[str, Any]:
    """What stands in the page's `application/ld+json` element; `context` is the page's own."""
    record = context["record"]
    url = _absolute(work.url_path_public)
    page = {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "@id": url,
        "url": url,
        "name": work.title,
        "inLanguage": work.language.tag,
        "lastReviewed": f"{record['reviewed_on']:%Y-%m-%d}" if record["reviewed_on"] else None,
        "reviewedBy": _reviewers(record),
        "mainEntity": _work(work, url, context),
    }
    found: dict[str, Any] = _without_empty(page)
    return found


def _work(work: Work, url: str, context: Mapping[str, Any]) -> dict[str, Any]:
    licence = getattr(work, "licence", None)
    statuses = [remark.status for remark in context["remarks"] if remark.status]
    return {
        **work.schema(),
        "@id": f"{url}#work",
        "url": url,
        "headline": work.title,
        "description": work.summary,
        "keywords": work.keywords,
        "inLanguage": work.language.tag,
        **_dates(work.first_published_at, context["record"]["approved_on"]),
        "timeRequired": f"PT{work.minutes}M",
        "license": (licence.url or str(licence)) if licence else None,
        "publisher": _publisher(),
        "creativeWorkStatus": statuses[0] if statuses else None,
        "correction": [remark.schema for remark in context["remarks"] if remark.schema],
        **_people(context["contributors"]),
        **_translations(work, context),
    }


def _dates(published: datetime | None, approved: datetime) -> dict[str, str]:
    """A text is approved before it is published: it isn't older than its publication for that."""
    first = published or approved
    return {"datePublished": first.isoformat(), "dateModified": max(first, approved).isoformat()}


def _people(contributors: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for person in contributors:
        if person["name"]:
            affiliation = {"@type": "Organization", "name": person["affiliation"]} if person["affiliation"] else None
            entry = {"@type": "Person", "name": person["name"], "sameAs": person["url"], "affiliation": affiliation}
            found.setdefault(PROPERTIES.get(person["role"], "contributor"), []).append(entry)
    return found


def _translations(work: Work, context: Mapping[str, Any]) -> dict[str, Any]:
    original = context["record"]["original"]
    linked = {
        entry["id"]: {"@type": "CreativeWork", "@id": f"{_absolute(entry['url'])}#work", "inLanguage": entry["tag"]}
        for entry in context["translations"]
        if entry["id"] != work.pk
    }
    if original != work.pk:
        return {"translationOfWork": linked.get(original)}
    return {"workTranslation": list(linked.values())}


def _reviewers(record: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Those who are named; where all are anonymous, the house that asked them. A provisional work isn't reviewed yet."""
    if not record["reviewed_on"]:
        return []
    named = [{"@type": "Person", "name": expert["name"], "sameAs": expert["url"]} for expert in record["experts"]]
    return named or [_publisher()]


def _publisher() -> dict[str, Any]:
    return {"@type": "Organization", "name": settings.WAGTAIL_SITE_NAME, "url": settings.ORRERY_BASE_URL}


def _absolute(path: str) -> str:
    return str(settings.ORRERY_BASE_URL).rstrip("/") + path


def _without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_empty(item) for name, item in value.items() if item not in (None, "", [], {})}
    return [_without_empty(item) for item in value] if isinstance(value, list) else value
