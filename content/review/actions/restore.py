"""A deleted work comes back as a draft, from its last seal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page

from content.core import ledger
from content.core.models import Section, Work
from content.core.refusal import Refused
from content.core.registry import work_type
from content.review.models import Publication
from content.review.models.seals import RESTORED

if TYPE_CHECKING:
    from content.people.models import User


@dataclass(frozen=True, kw_only=True)
class Restore:
    publication: Publication
    by: User

    def check(self) -> Page:
        """The page to put it under. Raises `Refused`."""
        if self.publication.state != Publication.State.DELETED:
            raise Refused(_("This work wasn't deleted."))
        parent = self._parent()
        if parent is None:
            raise Refused(_("The place this work was in is gone."))
        if not parent.permissions_for_user(self.by).can_add_subpage():
            raise Refused(_("You may not add works here."))
        return parent

    @transaction.atomic
    def execute(self) -> Work:
        parent = self.check()
        content = dict(self.publication.seal.content)
        model = work_type(self.publication.kind)
        work: Work = model.from_serializable_data(self._as_new(content))
        work.locale = Locale.objects.get(language_code=self.publication.lang)
        work.live = False
        work.owner = self.by
        parent.add_child(instance=work)
        work.save_revision(user=self.by, log_action=True)
        # The tombstone gives way: its address is the draft's to come.
        ledger.append("publication", {**self.publication.statement(), "state": RESTORED})
        self.publication.delete()
        return work

    def _parent(self) -> Page | None:
        if self.publication.container_id:
            return Page.objects.filter(pk=self.publication.container_id).first()
        slug = self.publication.url.strip("/").split("/")[1]
        return Section.objects.filter(locale__language_code=self.publication.lang, slug=slug).first()

    @staticmethod
    def _as_new(content: dict[str, Any]) -> dict[str, Any]:
        """The snapshot without the identity of the page that was."""
        for name in ("path", "depth", "numchild", "latest_revision", "live_revision", "alias_of", "locked_by"):
            content.pop(name, None)
        for children in [value for value in content.values() if isinstance(value, list)]:
            for child in children:
                if isinstance(child, dict):
                    child["pk"] = None
                    child.pop("page", None)
        return {**content, "pk": None, "live": False, "has_unpublished_changes": True, "locked": False}
