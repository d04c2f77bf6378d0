"""Persons, licences, subjects, levels, pictures: found among the shared rows, or made there as unapproved drafts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models
from django.db.models import Q
from django.utils.text import slugify
from django.utils.translation import gettext as _
from modeltranslation.utils import build_localized_fieldname
from wagtail.images import get_image_model
from wagtail.permissions import policy_registry

from content.core.reference import ReferenceRow
from content.core.refusal import Refused
from content.exchange.credits import licence_in, licence_name
from content.exchange.document import ImportedMedia, ImportedWork
from content.media.intake import sanitise_svg
from content.media.models import Licence
from content.people.models import Person

if TYPE_CHECKING:
    from content.people.models import User

MAX_NAME = 80


class Rows:
    """What one import found or made, in one language."""

    def __init__(self, work: ImportedWork, by: User | None) -> None:
        self.work, self.by, self.lang = work, by, work.lang
        self._made: list[models.Model] = []

    @contextmanager
    def or_nothing(self) -> Iterator[None]:
        """Files of pictures don't roll back with the database: they are deleted when the block raises."""
        try:
            yield
        except BaseException:
            for row in self._made:
                file = getattr(row, "file", None)
                if file:
                    file.storage.delete(file.name)
            raise

    def by_slug_or_name(self, model: type[models.Model], text: str) -> Any:
        """The row of a model whose identifier or name in any language is `text`; None when there is none."""
        found = model._default_manager.filter(slug__iexact=text.strip()).first()
        return found or model._default_manager.filter(_named(text)).first()

    def reference_row(self, model: type[ReferenceRow], text: str) -> Any:
        """As `by_slug_or_name`, but made when missing."""
        found = self.by_slug_or_name(model, text)
        if found is None:
            found = model()
            found.slug = _free_slug(model, text)  # type: ignore[attr-defined]  # the caller's models have one
            found.set_draft("name", self.lang, text[:255], self._user_id())
            found.save()
            self.work.warn(
                _("New: %(kind)s “%(name)s”; its wording awaits approval.") % {"kind": model._meta.verbose_name, "name": text}
            )
        return found

    def licence(self, text: str) -> Licence | None:
        """By SPDX identifier or name; made when the text names a licence that is missing."""
        if not text.strip():
            return None
        known = licence_in(text)
        wanted = [slug for slug in (known.lower(), slugify(text)) if slug]
        found = Licence.objects.filter(slug__in=wanted).first() or Licence.objects.filter(_named(text.strip())).first()
        if found is None and known and not re.search(r"\d", known):
            # A licence without a version: the newest version we know is not what was said.
            self.work.warn(_("The licence “%(text)s” names no version.") % {"text": known})
        if found is None:
            row = Licence(slug=known.lower() or _free_slug(Licence, text))
            row.set_draft("name", self.lang, (licence_name(known) if known else text)[:255], self._user_id())
            row.save()
            self.work.warn(_("New licence “%(name)s”; its wording awaits approval.") % {"name": row.draft("name", self.lang)})
            return row
        return found

    def person(self, entry: dict[str, str]) -> Person:
        """By ORCID, or by name in any language; made when missing."""
        orcid, name = entry.get("orcid", ""), entry["name"][:255]
        found = Person.objects.filter(orcid=orcid).first() if orcid else None
        if found is None:
            same = Person.objects.filter(_named(name))
            # The same name with another ORCID is another person.
            found = (same.filter(Q(orcid="") | Q(orcid=orcid)) if orcid else same).order_by("pk").first()
        if found is None:
            found = Person(orcid=orcid if re.fullmatch(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]", orcid) else "")
            found.set_draft("name", self.lang, name, self._user_id())
            found.save()
        elif orcid and not found.orcid:
            found.orcid = orcid
            found.save()
        return found

    def image(self, media: ImportedMedia) -> Any:
        """The picture's row: the one with the same content, or a new one; None when it can't be taken."""
        model = get_image_model()
        if media.name.lower().endswith(".svg"):
            self._sanitise(media)
        found = model.objects.filter(checksum=media.checksum).order_by("pk").first()
        if found is None:
            found = self._new_image(model, media)
        if found is not None and media.alt and not found.draft("alt", self.lang):
            found.set_draft("alt", self.lang, media.alt[:500], self._user_id())
            found.save()
        return found

    def _sanitise(self, media: ImportedMedia) -> None:
        """The drawing as it will be stored, so that the same drawing is found again."""
        if re.search(rb"(?i)<script|\son\w+\s*=|javascript:", media.data):
            self.work.warn(_("Scripts were removed from the drawing %(name)s.") % {"name": media.name})
        with suppress(ValidationError):
            media.data = sanitise_svg(BytesIO(media.data))

    def _new_image(self, model: Any, media: ImportedMedia) -> Any:
        if self.by and not policy_registry.get_by_type(model).user_has_permission(self.by, "add"):
            raise Refused(_("You may not add pictures, and this work brings some."))
        name = media.name.rsplit("/", 1)[-1][-MAX_NAME:]
        row = model(title=media.name[:255], uploaded_by_user=self.by, licence=self.licence(media.licence))
        if media.source.startswith(("http://", "https://")):
            row.source = media.source[:500]
        if media.credit:
            row.set_draft("credit", self.lang, media.credit[:500], self._user_id())
        try:
            row.file = ContentFile(media.data, name=name)
            row.full_clean(exclude=["approved", "written_by"])
            row.save()
        except ValidationError as error:
            self.work.warn(
                _("The picture %(name)s wasn't taken: %(reason)s") % {"name": media.name, "reason": " ".join(error.messages)}
            )
            return None
        except Exception as error:  # noqa: BLE001  (whatever a damaged picture makes Pillow or Willow raise)
            self.work.warn(_("The picture %(name)s wasn't taken: %(reason)s") % {"name": media.name, "reason": str(error)[:200]})
            return None
        self._made.append(row)
        return row

    def _user_id(self) -> int | None:
        return self.by.pk if self.by else None


def _named(text: str) -> Q:
    """The name in any language; the base column wanders with the active language and is not asked."""
    condition = Q()
    for code, _name in settings.LANGUAGES:
        condition |= Q(**{f"{build_localized_fieldname('name', code)}__iexact": text})
    return condition


def _free_slug(model: type[models.Model], text: str) -> str:
    base = slugify(text)[:80] or slugify(text, allow_unicode=True)[:80] or "row"
    slug, number = base, 1
    while model._default_manager.filter(slug=slug).exists():
        number += 1
        slug = f"{base}-{number}"
    return slug
