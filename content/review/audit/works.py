"""Live works: their content hashed again, their files by their bytes, and what lists show of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import SuspiciousFileOperation
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import Page

from content.core.canonical import digest_of
from content.core.languages import code_of
from content.core.models import Work
from content.core.protection import media_models
from content.core.registry import work_types
from content.core.serving import path_of
from content.review.audit.chain import CHUNK, Chain
from content.review.audit.finding import Finding
from content.review.audit.publications import differs, restricted_paths
from content.review.models import Publication, Round, Seal


class LiveWorks:
    """Every live work, of every type; counts what it checked."""

    def __init__(self, chain: Chain, since: datetime | None) -> None:
        self.chain, self.since, self.checked = chain, since, 0
        self._files = Files()

    def findings(self) -> Iterator[Finding]:
        for model in work_types():
            for works in in_chunks(model.objects.filter(live=True)):
                self.checked += len(works)
                yield from work_findings(works, self.chain, self._files, self.since)


def in_chunks(works: QuerySet[Any]) -> Iterator[list[Work]]:
    """Live works with the rows that they are hashed with, in a few queries a chunk."""
    checksums = {model: dict(model._default_manager.values_list("pk", "checksum")) for model in media_models()}
    ids = list(works.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), CHUNK):
        chunk = list(works.filter(pk__in=ids[start : start + CHUNK]))
        children = _children(works.model, [work.pk for work in chunk])
        for work in chunk:
            work.read_only = True
            work.__dict__["known_checksums"] = checksums
            work.__dict__["_children"] = {name: rows.get(work.pk, []) for name, rows in children.items()}
        yield chunk


def _children(model: type[Work], ids: list[int]) -> dict[str, dict[int, list[Any]]]:
    found: dict[str, dict[int, list[Any]]] = {}
    for name in model.public_field_names():
        field = model._meta.get_field(name)
        if not field.one_to_many:
            continue
        parent = field.field.attname
        rows: dict[int, list[Any]] = {}
        for row in field.related_model._default_manager.filter(**{f"{parent}__in": ids}).order_by("sort_order", "pk"):
            rows.setdefault(getattr(row, parent), []).append(row)
        found[name] = rows
    return found


def work_findings(works: list[Work], chain: Chain, files: Files, since: datetime | None) -> Iterator[Finding]:
    ids = [work.pk for work in works]
    rows = Publication.objects.filter(work_id__in=ids).select_related("seal").defer("seal__content")
    publications = {row.work_id: row for row in rows}
    surroundings = Surroundings(works)
    for work in works:
        publication = publications.get(work.pk)
        if since and publication and publication.seal.approved_at < since:
            continue
        yield from _work(work, publication, chain, files, surroundings)


def _work(
    work: Work, publication: Publication | None, chain: Chain, files: Files, surroundings: Surroundings
) -> Iterator[Finding]:
    lang = code_of(work)

    def found(kind: str, detail: str) -> Finding:
        return Finding(work.pk, lang, kind, f"{work.title}: {detail}", publication.seal.approved_at if publication else None)

    if publication is None or publication.state != Publication.State.PUBLIC:
        yield found("unsealed", "the row is live, but no seal makes it public")
        return
    for kind, detail in (
        *_place(work, publication, chain, surroundings),
        *_content(work, publication.seal, files),
        *_face(publication, chain),
    ):
        yield found(kind, detail)


def _place(work: Work, publication: Publication, chain: Chain, surroundings: Surroundings) -> Iterator[tuple[str, str]]:
    """Which seal makes it public, where, for whom and for how long."""
    seal = publication.seal
    if seal.work_id != work.pk:
        yield "foreign_seal", f"the seal {seal.reference[:12]} is another work's"
    if differs(publication, chain, restricted=surroundings.is_restricted(work)):
        yield "publication", "what is public isn't what was published last"
    if publication.provisional_until and publication.provisional_until <= timezone.now():
        yield "provisional", "a provisional notice is over, and still there"
    elif publication.provisional_until and _ended_unapproved(seal):
        yield "provisional", "its review ended without approval, and the provisional notice is still there"
    if publication.container_id and surroundings.parent_of(work) != publication.container_id:
        yield "place", "the page isn't where it was published: it lies in another work"
    if path_of(work) != publication.url:
        yield "place", f"the page has another address than the one it was published at, {publication.url}"
    if work.translation_key != seal.translation_key:
        yield "translation", "the page is shown as the translation of another work than the approved one"


def _ended_unapproved(seal: Seal) -> bool:
    closed = Round.objects.filter(pk=seal.round_id or 0).exclude(state__in=(Round.State.RUNNING, Round.State.APPROVED))
    return closed.exists()


def _content(work: Work, seal: Seal, files: Files) -> Iterator[tuple[str, str]]:
    if digest_of(work, seal.canonical) != seal.digest:
        yield "changed", f"the live content differs from what was approved ({seal.reference[:12]})"
    for label, pk, checksum in seal.media:
        if files.checksum(label, pk) != checksum:
            yield "media", f"the file of {label} {pk} isn't the approved one"


def _face(publication: Publication, chain: Chain) -> Iterator[tuple[str, str]]:
    face = chain.seals.get(publication.seal.entry_id, {}).get("face", {})
    wrong = [name for name in Publication.FACE if name in face and getattr(publication, name) != face[name]]
    if wrong:
        yield "face", f"lists show something else than what was approved: {', '.join(wrong)}"


class Surroundings:
    """What lies above a chunk of works in the tree, in two queries."""

    def __init__(self, works: list[Work]) -> None:
        above = {work.path[: -work.steplen] for work in works}
        self._parents = dict(Page.objects.filter(path__in=above).values_list("path", "pk"))
        self._restricted = restricted_paths()

    def parent_of(self, work: Work) -> int | None:
        return self._parents.get(work.path[: -work.steplen])

    def is_restricted(self, work: Work) -> bool:
        return work.path.startswith(self._restricted)


class Files:
    """SHA-256 of each media file's bytes, computed once an audit."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, int], str] = {}

    def checksum(self, label: str, pk: int) -> str:
        key = (label, pk)
        if key not in self._known:
            self._known[key] = self._compute(label, pk)
        return self._known[key]

    @staticmethod
    def _compute(label: str, pk: int) -> str:
        row = apps.get_model(label)._base_manager.filter(pk=pk).first()
        if row is None:
            return "missing"
        try:
            with row.file.storage.open(row.file.name) as file:
                return hashlib.file_digest(file.file, "sha256").hexdigest()
        except (OSError, ValueError, SuspiciousFileOperation):
            return "missing"
