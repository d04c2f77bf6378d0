"""The register of seals that `content.core` asks: what is public, and whether a text is exactly what was approved."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Exists, OuterRef, Q
from wagtail.models import Page

from content.core.publication import Face, SealInForce, public
from content.review.models import MediaUse, Publication, Seal
from content.taxonomy.models import Level

if TYPE_CHECKING:
    from content.core.models import Work


class SealRegister:
    def condition(self) -> Q:
        return Q(Exists(Publication.objects.in_force().for_pages()))

    def titles(self) -> Q:
        return Q(Exists(Publication.objects.titled_as_page()))

    def covers(self, work: Work, digest: str) -> bool:
        """Only the newest seal and the one in force count: an older text may have been corrected since."""
        newest = Seal.objects.latest_of(work.pk)
        if newest and newest.digest == digest:
            return True
        return Publication.objects.filter(work_id=work.pk, seal__digest=digest).exists()

    def in_force(self, work_id: int) -> SealInForce | None:
        page = public(Page.objects.filter(pk=OuterRef("work_id")), titles=False)
        rows = Publication.objects.select_related("seal").annotate(readable=Exists(page))
        publication = rows.filter(work_id=work_id, state="public").first()
        if publication is None:
            return None
        seal = publication.seal
        return SealInForce(publication.readable, seal.digest, seal.content, seal.reference, seal.record())

    def faces(self, work_ids: Iterable[Any]) -> dict[int, Face]:
        rows = list(
            Publication.objects.filter(work_id__in=work_ids, state="public").select_related("seal").defer("seal__content")
        )
        levels = {level.pk: level for level in Level.objects.filter(pk__in={row.level_id for row in rows if row.level_id})}
        return {
            row.work_id: Face(
                work_id=row.work_id,
                kind=row.kind,
                lang=row.lang,
                title=row.title,
                summary=row.summary,
                url=row.url,
                cover_id=row.cover_id,
                minutes=row.minutes,
                level=str(levels[row.level_id].wording("name")) if row.level_id in levels else "",
                approved_on=row.seal.approved_at,
            )
            for row in rows
        }

    def is_withdrawn(self, work_id: int) -> bool:
        return Publication.objects.filter(work_id=work_id).exclude(state="public").exists()

    def was_at(self, path: str) -> bool:
        return Publication.objects.filter(url=path).exclude(state="public").exists()

    def at(self, paths: list[str]) -> list[int]:
        return list(Publication.objects.filter(url__in=paths, state="public").values_list("work_id", flat=True))


def uses_of_media(media: models.Model) -> list[str]:
    rows = MediaUse.objects.filter(model=media._meta.label_lower, media_id=media.pk)
    return [f"{row.title} ({row.work_id})" for row in rows]


def is_public_media(media: models.Model) -> bool:
    works = MediaUse.objects.filter(model=media._meta.label_lower, media_id=media.pk).values("work_id")
    return Publication.objects.in_force().filter(work_id__in=works).exists()
