"""From works to the documents that engines index, many at once, in a number of queries that doesn't grow with theirs."""

from __future__ import annotations

from collections.abc import Sequence

from wagtail.models import Revision

from content.core.languages import code_of
from content.core.models import Work
from content.core.passages import passages_of
from content.core.publication import seals
from content.core.rows import read_rows
from search.analysis.collation import sort_key
from search.documents import IndexDocument, PassageText


def documents_of(works: Sequence[Work]) -> list[IndexDocument]:
    """The documents of works' content as it stands in these rows, in their order. The works are only shown afterwards."""
    read_rows(works)
    states = {pk: face.badge.kind for pk, face in seals().faces([work.pk for work in works]).items()}
    return [_document_of(work, states.get(work.pk, "")) for work in works]


def drafts_of(works: Sequence[Work]) -> list[Work]:
    """Each work as its latest draft has it; to be shown, not to be saved."""
    revisions: dict[int, Revision] = Revision.objects.in_bulk(
        [work.latest_revision_id for work in works if work.latest_revision_id]
    )
    return [_draft_of(work, revisions.get(work.latest_revision_id or 0)) for work in works]


def _draft_of(work: Work, revision: Revision | None) -> Work:
    if revision is None or not work.has_unpublished_changes:
        return work
    # Whether the rows that it refers to are still there, `read_rows` sees for many works at once.
    draft: Work = type(work).from_serializable_data(dict(revision.content), check_fks=False, strict_fks=False)
    draft.pk = draft.id = work.pk
    for name in ("locale_id", "translation_key", "first_published_at", "path", "depth", "url_path", "live"):
        setattr(draft, name, getattr(work, name))
    return draft


def _document_of(work: Work, state: str) -> IndexDocument:
    found = work.findable()
    found.add_tags("state", state)
    lang = code_of(work)
    return IndexDocument(
        id=work.pk,
        lang=lang,
        kind=work.kind(),
        title=work.title,
        summary=work.summary,
        passages=[
            PassageText(passage.address, passage.text) for passage in passages_of(work) if passage.address not in found.named
        ],
        tags=found.tags,
        fields=found.words,
        published=work.first_published_at,
        order=sort_key(work.title, lang),
        group=str(work.translation_key),
    )
