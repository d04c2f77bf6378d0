"""What is indexed of a work."""

from __future__ import annotations

from content.core.models import Work
from content.core.passages import passages_of
from search.documents import IndexDocument, PassageText


def document_of(work: Work) -> IndexDocument:
    """The index document of a work's content as it stands in `work`."""
    return IndexDocument(
        id=work.pk,
        lang=work.locale.language_code,
        kind=work.kind(),
        title=work.title,
        summary=work.summary,
        passages=[PassageText(passage.address, passage.text) for passage in passages_of(work) if passage.field != "title"],
        fields=_fields(work),
        published=work.first_published_at,
        group=str(work.translation_key),
    )


def _fields(work: Work) -> dict[str, list[str]]:
    fields = {"term": [work.keywords] if work.keywords else []}
    if hasattr(work, "contributors"):
        fields["contributor"] = [entry["name"] for entry in work.contributors()]
    if hasattr(work, "subjects"):
        fields["subject"] = [str(subject) for subject in work.subjects()]
    return fields
