"""Who put words into a work: from its revisions, and from the log, which outlives them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import Page, PageLogEntry, Revision

from content.review.models import Seal

if TYPE_CHECKING:
    from content.core.models import Work

# Log entries that mean someone put words into a work.
WRITING = (
    "wagtail.create",
    "wagtail.edit",
    "wagtail.revert",
    "wagtail.rename",
    "wagtail.copy",
    "wagtail.copy_for_translation",
    "wagtail.create_alias",
    "wagtail.convert_alias",
    "orrery.import",
    "orrery.translate",
    "orrery.take_over",
)


def editors_since_last_seal(work: Work) -> set[int]:
    """Ids of the accounts that changed the work since its last seal, from revisions and from the log; of a translation, also
    of those who wrote what it was made from and nobody has approved."""
    return _writers(work, seen=set())


def _writers(work: Work, seen: set[int]) -> set[int]:
    seen.add(work.pk)
    seal = Seal.objects.latest_of(work.pk)
    revisions = Revision.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page), object_id=str(work.pk), user__isnull=False
    )
    entries = PageLogEntry.objects.filter(page_id=work.pk, action__in=WRITING, user__isnull=False)
    if seal:
        since = seal.round.submitted_at if seal.round else seal.approved_at
        # By their number, too: a clock may have been set back.
        last = (seal.round.revision_id if seal.round else None) or sys.maxsize
        revisions = revisions.filter(Q(created_at__gt=since) | Q(pk__gt=last))
        entries = entries.filter(Q(timestamp__gt=since) | Q(revision_id__gt=last))
    found = set(revisions.values_list("user_id", flat=True)) | set(entries.values_list("user_id", flat=True))
    if seal:
        return found
    return found | ({work.owner_id} if work.owner_id else set()) | _writers_of_sources(work, seen)


def _writers_of_sources(work: Work, seen: set[int]) -> set[int]:
    """Who wrote the unapproved text that this work was translated from; a copy keeps the revisions of its source."""
    sources = Page.objects.filter(translation_key=work.translation_key, pk__lt=work.pk).exclude(pk__in=seen)
    return {user for page in sources for user in _writers(page.specific, seen)}
