"""What is or was public, against the last that the ledger says of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wagtail.models import Page, PageViewRestriction

from content.review.audit.chain import CHUNK, Chain
from content.review.audit.finding import Finding, plain
from content.review.models import Publication
from content.review.models.seals import RESTORED


def differs(publication: Publication, chain: Chain, *, restricted: bool) -> bool:
    """Whether a publication says something else than its last entry; `restricted`: a view restriction lies on it."""
    expected = {**publication.statement(), **({"restricted": True} if restricted else {})}
    return chain.publications.get(publication.work_id) != plain(expected)


def restricted_paths() -> tuple[str, ...]:
    """Where in the tree view restrictions begin."""
    return tuple(PageViewRestriction.objects.values_list("page__path", flat=True))


def ended_findings(chain: Chain) -> Iterator[Finding]:
    """Publications that ended: their record stays. And public ones without a live page behind them."""
    live = set(Page.objects.filter(live=True).values_list("pk", flat=True))
    known = set()
    for row in Publication.objects.select_related("seal").defer("seal__content").iterator(chunk_size=CHUNK):
        known.add(row.work_id)
        if row.state == Publication.State.PUBLIC:
            if row.work_id not in live:
                yield Finding(row.work_id, row.lang, "missing", f"{row.title}: recorded as public, but no live page")
            continue
        said = chain.publications.get(row.work_id)
        if said is None or {**said, "restricted": None} != {**plain(row.statement()), "restricted": None}:
            yield _changed(row)
    for work_id in sorted(set(chain.publications) - known):
        if chain.publications[work_id].get("state") != RESTORED:
            yield Finding(work_id, "", "publication", "the record of a publication was removed")


def _changed(row: Any) -> Finding:
    return Finding(row.work_id, row.lang, "publication", f"{row.title}: its record isn't what was written last", row.withdrawn_at)
