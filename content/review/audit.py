"""Proves from the data alone that each public work equals what was approved. Trusts no cached flag.

For each work: the live row's content is hashed again and compared with its seal; the seal's own snapshot is hashed
again; files are hashed again; the face that lists show is compared with the snapshot. For the chain: each seal's
reference is computed again from what it says and from the seal before it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from django.apps import apps
from wagtail.models import Page

from content.core.canonical import digest_of
from content.core.models import WordingApproval, Work
from content.core.reference import ReferenceRow
from content.core.registry import work_types
from content.review.models import Publication, Seal
from content.review.signals import face_of


@dataclass(frozen=True)
class Finding:
    work: int
    lang: str
    kind: str
    detail: str


def audit() -> dict[str, Any]:
    """`{checked, sealed, findings: [{work, lang, kind, detail}]}`; an empty list of findings is the proof."""
    files = _Files()
    findings = list(_chain())
    live = 0
    for model in work_types():
        for work in model.objects.filter(live=True).select_related("locale").iterator(chunk_size=500):
            live += 1
            findings += _work(work, files)
    findings += list(_ghosts())
    findings += list(_wordings())
    sealed = Publication.objects.filter(state=Publication.State.PUBLIC).count()
    return {"checked": live, "sealed": sealed, "findings": [asdict(finding) for finding in findings]}


def _work(work: Work, files: _Files) -> Iterator[Finding]:
    publication = Publication.objects.select_related("seal").filter(work_id=work.pk).first()
    if publication is None or publication.state != Publication.State.PUBLIC:
        yield _found(work, "unsealed", "the row is live, but no seal makes it public")
        return
    seal = publication.seal
    if seal.work_id != work.pk:
        yield _found(work, "foreign_seal", f"the seal {seal.reference[:12]} is another work's")
    if digest_of(work) != seal.digest:
        yield _found(work, "changed", f"the live content differs from what was approved ({seal.reference[:12]})")
    yield from _snapshot(work, publication)
    for label, pk, checksum in seal.media:
        if files.checksum(label, pk) != checksum:
            yield _found(work, "media", f"the file of {label} {pk} isn't the approved one")


def _snapshot(work: Work, publication: Publication) -> Iterator[Finding]:
    sealed = _sealed_work(work, publication.seal)
    if sealed is None or digest_of(sealed) != publication.seal.digest:
        yield _found(work, "snapshot", "the approved snapshot was altered, or something it refers to is gone")
        return
    expected = face_of(sealed)
    wrong = [name for name in Publication.FACE if getattr(publication, name) != expected[name]]
    if wrong:
        yield _found(work, "face", f"lists show something else than what was approved: {', '.join(wrong)}")


def _found(work: Work, kind: str, detail: str) -> Finding:
    return Finding(work.pk, work.locale.language_code, kind, f"{work.title}: {detail}")


def _sealed_work(work: Work, seal: Seal) -> Work | None:
    try:
        sealed: Work = work.with_content_json(dict(seal.content))
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
    return sealed


def _chain() -> Iterator[Finding]:
    previous = ""
    for seal in Seal.objects.order_by("pk").iterator(chunk_size=500):
        if seal.previous != previous:
            yield Finding(seal.work_id, seal.lang, "chain", f"{seal.title}: the seal before {seal.reference[:12]} is missing")
        if seal.compute_reference() != seal.reference:
            yield Finding(seal.work_id, seal.lang, "seal", f"{seal.title}: the seal {seal.reference[:12]} was altered")
        previous = seal.reference


def _ghosts() -> Iterator[Finding]:
    """Publications without a live page behind them."""
    public = Publication.objects.filter(state=Publication.State.PUBLIC)
    live = set(Page.objects.filter(live=True).values_list("pk", flat=True))
    for publication in public.exclude(work_id__in=live) if len(live) < 500 else public:
        if publication.work_id not in live:
            yield Finding(
                publication.work_id, publication.lang, "missing", f"{publication.title}: recorded as public, but no live page"
            )


def _wordings() -> Iterator[Finding]:
    """Shared rows whose public wording nobody approved."""
    for model in apps.get_models():
        if not issubclass(model, ReferenceRow):
            continue
        approved = WordingApproval.latest(model)
        for row in model._base_manager.all().iterator(chunk_size=500):
            for lang, fields in row.approved.items():
                if approved.get((row.pk, lang)) != fields:
                    yield Finding(
                        row.pk, lang, "wording", f"{model._meta.label_lower} {row.pk}: the public wording isn't the approved one"
                    )


class _Files:
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
        except OSError:
            return "missing"
