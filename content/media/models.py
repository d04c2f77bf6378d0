"""Images, documents and licences: each with who made it, under which licence, and what it shows."""

from __future__ import annotations

import hashlib
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition, ImageQuerySet
from wagtail.search.index import BaseField, SearchField

from content.core.findable import Findable
from content.core.protection import refuse_if_used, register_media
from content.core.reference import ReferenceRow
from content.media.intake import check_image


class Licence(ReferenceRow):
    wording_fields: ClassVar[tuple[str, ...]] = ("name",)

    slug = models.SlugField(_("identifier"), unique=True, help_text=_("SPDX identifier, in lower case."))
    name = models.CharField(_("name"), max_length=255)
    url = models.URLField(_("address"), blank=True)
    allows_adaptation = models.BooleanField(_("allows translations and adaptations"), default=True)

    class Meta:
        verbose_name = _("licence")
        verbose_name_plural = _("licences")
        ordering = ("slug",)


class MediaFile(ReferenceRow):
    """What images and documents share: checksum, credit, licence, source."""

    file: Any
    title: Any

    wording_fields: ClassVar[tuple[str, ...]] = ("alt", "credit")

    alt = models.CharField(_("alternative text"), max_length=500, blank=True)
    credit = models.CharField(_("credit"), max_length=500, blank=True)
    licence = models.ForeignKey(Licence, models.PROTECT, null=True, blank=True, verbose_name=_("licence"), related_name="+")
    source = models.URLField(_("source"), max_length=500, blank=True)
    checksum = models.CharField(_("SHA-256"), max_length=64, blank=True, editable=False, db_index=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        """What editors choose a file by."""
        return str(self.title)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raises `Refused` when a new file would replace one that reviewed works show."""
        checksum = self._compute_checksum()
        if self.pk and self.checksum and checksum != self.checksum:
            refuse_if_used(self)
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "checksum"}
        self.checksum = checksum
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Raises `Refused`, naming the uses, while reviewed works show the file."""
        refuse_if_used(self)
        return super().delete(*args, **kwargs)

    def _compute_checksum(self) -> str:
        file = self.file
        was_closed = file.closed
        file.open()
        digest = hashlib.file_digest(file.file, "sha256").hexdigest()
        file.seek(0)
        if was_closed and file._committed:
            file.close()
        return digest


class ImageManager(models.Manager.from_queryset(ImageQuerySet)):  # type: ignore[misc]  # made at run time
    """Images come with their licence: wherever one is shown, it is named."""

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("licence")


@register_media
class Image(MediaFile, AbstractImage):
    search_fields: ClassVar[list[BaseField]] = [*AbstractImage.search_fields, SearchField("file")]

    objects = ImageManager()

    # Wagtail's own concrete model has the same name: its reverse accessors would clash.
    tags = TaggableManager(blank=True, verbose_name=_("tags"), related_name="orrery_images")
    uploaded_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("uploaded by"),
        related_name="+",
    )
    uploaded_by_user.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]  # as Wagtail's own

    admin_form_fields = (
        "title",
        "file",
        "alt",
        "credit",
        "licence",
        "source",
        "collection",
        "tags",
        *(f"focal_point_{part}" for part in ("x", "y", "width", "height")),
    )

    class Meta:
        base_manager_name = "objects"
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = (("choose_image", "Can choose image"),)

    def clean(self) -> None:
        super().clean()
        check_image(self.file)

    @property
    def default_alt_text(self) -> str:
        return self.wording("alt")


class Rendition(AbstractRendition):
    image = models.ForeignKey(Image, models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)


@register_media
class Document(MediaFile, AbstractDocument):
    search_fields: ClassVar[list[BaseField]] = [*AbstractDocument.search_fields, SearchField("file")]

    # Wagtail's own concrete model has the same name: its reverse accessors would clash.
    tags = TaggableManager(blank=True, verbose_name=_("tags"), related_name="orrery_documents")
    uploaded_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("uploaded by"),
        related_name="+",
    )
    uploaded_by_user.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]  # as Wagtail's own

    admin_form_fields = ("title", "file", "alt", "credit", "licence", "source", "collection", "tags")

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = (("choose_document", "Can choose document"),)


class Covered(models.Model):
    """Mixin of works: a cover and the licence of the text."""

    public_fields: ClassVar[tuple[str, ...]] = ("cover", "cover_alt", "licence")

    cover = models.ForeignKey(Image, models.PROTECT, null=True, blank=True, verbose_name=_("cover"), related_name="+")
    cover_alt = models.CharField(_("alternative text of the cover"), max_length=500, blank=True)
    licence = models.ForeignKey(Licence, models.PROTECT, null=True, blank=True, verbose_name=_("licence"), related_name="+")

    class Meta:
        abstract = True

    def findable(self) -> Findable:
        found: Findable = super().findable()  # type: ignore[misc]  # a mixin of works
        if self.licence:
            found.add_tags("licence", self.licence.slug)
        return found
