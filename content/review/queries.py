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

    def for_board(self) -> Self:
        """Everything that a board shows of a round, in three queries."""
        return self.defer("content", "media").prefetch_related("assignments__expert", "reports", "comments")


class ReportQuerySet(models.QuerySet[Any]):
    def endorsing(self) -> Self:
        return self.filter(recommendation="endorse")


class CommentQuerySet(models.QuerySet[Any]):
    def blocking(self) -> Self:
        """What must change and wasn't settled: it bars approval."""
        return self.filter(severity="must", state__in=("open", "answered"))


class AssignmentQuerySet(models.QuerySet[Any]):
    def asked(self) -> Self:
        """Invited or accepted: something is owed."""
        return self.filter(state__in=("invited", "accepted"))

    def of_expert(self, expert: User) -> Self:
        return self.filter(expert=expert)


class ReaderCaseQuerySet(models.QuerySet[Any]):
    def in_work(self) -> Self:
        """Answered by a notice that waits for an expert."""
        return self.filter(state="new", notice__state="proposed")

    def new(self) -> Self:
        """Nobody did anything about it yet, or its notice was dismissed."""
        return self.filter(state="new").filter(Q(notice__isnull=True) | Q(notice__state="dismissed"))


class LetterQuerySet(models.QuerySet[Any]):
    def to_send(self) -> Self:
        return self.filter(sent_at__isnull=True, not_before__lte=timezone.now())


class SealQuerySet(models.QuerySet["Seal"]):
    def latest_of(self, work_id: int) -> Seal | None:
        """The newest that full review or an allowed change made: a provisional one is in force only for its time."""
        return self.filter(work_id=work_id).exclude(basis="provisional").order_by("-pk").first()


class PublicationQuerySet(models.QuerySet[Any]):
    def in_force(self) -> Self:
        """Public, and so is the work they are part of."""
        now = timezone.now()
        in_time = Q(provisional_until__isnull=True) | Q(provisional_until__gt=now)
        whole = self.model._default_manager.filter(in_time, work_id=OuterRef("container_id"), state="public")
        page = Page.objects.filter(pk=OuterRef("container_id"), live=True).filter(
            Q(expire_at__isnull=True) | Q(expire_at__gt=now)
        )
        current = self.filter(in_time, state="public")
        return current.filter(Q(container_id__isnull=True) | (Exists(whole) & Exists(page)))

    def for_pages(self) -> Self:
        return self.filter(work_id=OuterRef("pk"))

    def titled_as_page(self) -> Self:
        return self.for_pages().filter(title=OuterRef("title"), seal__title=F("title"))
