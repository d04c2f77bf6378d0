"""Rounds, seals and publications as the domain asks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from wagtail.models import Page

if TYPE_CHECKING:
    from content.people.models import User
    from content.review.models import Seal


class RoundQuerySet(models.QuerySet[Any]):
    def running(self) -> Self:
        return self.filter(state="running")

    def of_work(self, work_id: int) -> Self:
        return self.filter(work_id=work_id)

    def readable_by(self, expert: User) -> Self:
        """The running rounds in the expert's languages; an empty list of languages bars none."""
        rounds = self.running()
        return rounds.filter(lang__in=expert.langs) if expert.langs else rounds


class SealQuerySet(models.QuerySet["Seal"]):
    def latest_of(self, work_id: int) -> Seal | None:
        return self.filter(work_id=work_id).order_by("-pk").first()


class PublicationQuerySet(models.QuerySet[Any]):
    def in_force(self) -> Self:
        """Public, and so is the work they are part of."""
        now = timezone.now()
        whole = self.model._default_manager.filter(work_id=OuterRef("container_id"), state="public")
        page = Page.objects.filter(pk=OuterRef("container_id"), live=True).filter(
            Q(expire_at__isnull=True) | Q(expire_at__gt=now)
        )
        return self.filter(state="public").filter(Q(container_id__isnull=True) | (Exists(whole) & Exists(page)))

    def for_pages(self) -> Self:
        return self.filter(work_id=OuterRef("pk"))

    def titled_as_page(self) -> Self:
        return self.for_pages().filter(title=OuterRef("title"), seal__title=F("title"))
