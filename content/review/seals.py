"""The register of seals that `content.core` asks: what is public, and whether a text is exactly what was approved."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils import timezone
from wagtail.models import Page

from content.core.canonical import digest_of
from content.core.publication import Face, SealInForce, public
from content.review.models import MediaUse, Notice, Publication, Seal
from content.review.public.badges import badge_in_lists, badge_of, gravest_notice
from content.taxonomy.models import Level

if TYPE_CHECKING:
    from content.core.models import Work


class SealRegister:
    def condition(self) -> Q:
        return Q(Exists(Publication.objects.in_force().for_pages()))

    def titles(self) -> Q:
        return Q(Exists(Publication.objects.titled_as_page()))

    def covers(self, work: Work) -> bool:
        """Only the newest seal, a provisional one in its time and the one in force count: an older text may have been
        corrected since."""
        now = timezone.now()
        candidates = [Seal.objects.latest_of(work.pk), Seal.objects.filter(work_id=work.pk, expires_at__gt=now).last()]
        in_force = Publication.objects.filter(work_id=work.pk, state="public").select_related("seal__entry").first()
        if in_force is not None:
            # What was public before an urgent notice comes back when its time is over.
            candidates += [in_force.seal, Seal.objects.filter(reference=in_force.seal.before).first()]
        return any(seal and digest_of(work, seal.canonical) == seal.digest and not _is_over(seal) for seal in candidates)

    def in_force(self, work_ids: Iterable[Any]) -> dict[int, SealInForce]:
        # Whether anything is said of the work or of its source: most pages needn't ask for it.
        noticed = Notice.objects.filter(translation_key=OuterRef("seal__translation_key"), state=Notice.State.PUBLIC)
        page = public(Page.objects.filter(pk=OuterRef("work_id")), titles=False)
        publications = (
            Publication.objects.in_force()
            .filter(work_id__in=work_ids)
            .select_related("seal__entry", "seal__round")
            .defer("seal__round__content", "seal__round__media", "seal__round__policy")
            .annotate(readable=Exists(page), noticed=Exists(noticed), original=_original())
        )
        return {row.work_id: _in_force(row) for row in publications if _is_as_sealed(row)}

    def faces(self, work_ids: Iterable[Any]) -> dict[int, Face]:
        gravest = gravest_notice()
        rows = list(
            Publication.objects.filter(work_id__in=work_ids, state="public")
            .select_related("seal")
            .defer("seal__content")
            .annotate(
                sealed=F("seal__entry__payload__face"),
                original=_original(),
                notice=Subquery(gravest.values("notice")[:1]),
                noticed_at=Subquery(gravest.values("published_at")[:1]),
            )
        )
        for row in rows:
            # The columns are there to sort by: what is shown is what was sealed.
            for name, value in (row.sealed or {}).items():
                setattr(row, name, value)
        levels = {level.pk: level for level in Level.objects.filter(pk__in={row.level_id for row in rows if row.level_id})}
        return {
            row.work_id: Face(
                work_id=row.work_id,
                translation_key=row.seal.translation_key,
                kind=row.kind,
                lang=row.lang,
                title=row.title,
                summary=row.summary,
                url=row.url,
                cover_id=row.cover_id,
                minutes=row.minutes,
                level=str(levels[row.level_id].wording("name")) if row.level_id in levels else "",
                approved_on=row.seal.approved_at,
                badge=badge_in_lists(
                    row.seal.basis,
                    is_translation=(row.original or row.work_id) != row.work_id,
                    notice=row.notice,
                    noticed_at=row.noticed_at,
                ),
            )
            for row in rows
        }

    def is_withdrawn(self, work_id: int) -> bool:
        over = Q(provisional_until__lte=timezone.now())
        return Publication.objects.filter(work_id=work_id).filter(~Q(state="public") | over).exists()

    def was_at(self, path: str) -> int | None:
        gone = Publication.objects.filter(url=path).exclude(state="public").order_by("-withdrawn_at")
        return gone.values_list("work_id", flat=True).first()

    def at(self, paths: list[str]) -> list[int]:
        return list(Publication.objects.filter(url__in=paths, state="public").values_list("work_id", flat=True))


def _original() -> Subquery:
    """The id of the first of a family of translations: the one that the others were made from."""
    family = Page.objects.filter(translation_key=OuterRef("seal__translation_key")).order_by("pk")
    return Subquery(family.values("pk")[:1])


def _is_as_sealed(publication: Publication) -> bool:
    """Whether it ends when its seal does, and that isn't over."""
    return publication.provisional_until == publication.seal.expires_at and not _is_over(publication.seal)


def _in_force(publication: Any) -> SealInForce:
    seal = publication.seal
    intact = seal.work_id == publication.work_id and seal.is_entered()
    original = publication.original or publication.work_id
    badge = badge_of(seal.basis, is_translation=original != publication.work_id)
    record = {**seal.record(), "noticed": publication.noticed, "original": original, "badge": badge} if intact else {}
    return SealInForce(publication.readable, intact, seal.digest, seal.canonical, seal.content, seal.reference, record)


def _is_over(seal: Seal) -> bool:
    return seal.expires_at is not None and seal.expires_at <= timezone.now()


def uses_of_media(media: models.Model) -> list[str]:
    rows = MediaUse.objects.filter(model=media._meta.label_lower, media_id=media.pk)
    return [f"{row.title} ({row.work_id})" for row in rows]


def is_public_media(media: models.Model) -> bool:
    works = MediaUse.objects.filter(model=media._meta.label_lower, media_id=media.pk).values("work_id")
    return Publication.objects.in_force().filter(work_id__in=works).exists()
