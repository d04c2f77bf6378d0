"""Who writes, reviews, translates and reads behind the scenes; and the persons and institutions readers see named."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable, Page
from wagtail.search.index import AutocompleteField, BaseField, Indexed, SearchField

from content.core.canonical import children_of
from content.core.findable import Findable
from content.core.languages import code_of
from content.core.reference import ReferenceRow

ORCID = RegexValidator(r"^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$")


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email: str | None) -> User:
        return self.get(email__iexact=email)


class User(Indexed, AbstractUser):
    """Someone with an account, known by a mail address."""

    search_fields: ClassVar[list[BaseField]] = [
        kind(name) for name in ("email", "first_name", "last_name") for kind in (SearchField, AutocompleteField)
    ]
    search_auto_update = False

    username = None  # type: ignore[assignment]  # Django's documented way to drop the column
    email = models.EmailField(_("mail address"), unique=True)
    lang = models.CharField(_("language"), max_length=12, default="en")
    # Empty lists bar nothing.
    subjects = models.JSONField(_("subjects"), default=list, blank=True)
    langs = models.JSONField(_("languages"), default=list, blank=True)
    admitted = models.BooleanField(_("admitted as an expert"), default=False)
    role = models.CharField(_("role"), max_length=20, blank=True)
    orcid = models.CharField("ORCID", max_length=19, blank=True, validators=[ORCID])

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = UserManager()  # type: ignore[assignment,misc]  # as AbstractUser without a username needs

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")

    def __str__(self) -> str:
        return self.get_full_name() or self.email


class Institution(ReferenceRow):
    slug = models.SlugField(_("identifier"), unique=True, max_length=100)
    name = models.CharField(_("name"), max_length=255)
    url = models.URLField(_("address"), blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("part of"))
    head = models.ForeignKey(
        "Person", models.SET_NULL, null=True, blank=True, related_name="heads", verbose_name=_("head of the institution")
    )

    class Meta:
        verbose_name = _("institution")
        verbose_name_plural = _("institutions")
        ordering = ("slug",)


class Person(ReferenceRow):
    """An author, translator, illustrator or adviser, as readers see them named."""

    wording_fields: ClassVar[tuple[str, ...]] = ("name", "biography")
    search_fields: ClassVar[list[BaseField]] = [SearchField("orcid"), SearchField("email")]

    name = models.CharField(_("name"), max_length=255)
    biography = models.TextField(_("biography"), blank=True)
    orcid = models.CharField("ORCID", max_length=19, blank=True, validators=[ORCID])
    # Never shown: by it the system sees that a contributor and an expert are one person.
    email = models.EmailField(_("mail address, not shown"), blank=True)
    grants = models.TextField(
        _("grants"), blank=True, help_text=_("Numbers of grants that paid for this person's work, one a line.")
    )
    affiliation = models.ForeignKey(Institution, models.SET_NULL, null=True, blank=True, verbose_name=_("affiliation"))
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name=_("account"), related_name="person"
    )

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("persons")
        ordering = ("pk",)


class Role(models.TextChoices):
    AUTHOR = "author", _("Author")
    TRANSLATOR = "translator", _("Translator")
    ILLUSTRATOR = "illustrator", _("Illustrator")
    ADVISER = "adviser", _("Scientific adviser")
    EDITOR = "editor", _("Editor")


class Contribution(Orderable):
    """A person's part in a work, in the order readers see."""

    public_fields: ClassVar[tuple[str, ...]] = ("person", "role", "affiliation")

    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="contributions")
    person = models.ForeignKey(Person, models.PROTECT, verbose_name=_("person"), related_name="contributions")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices, default=Role.AUTHOR)
    affiliation = models.CharField(_("affiliation at the time"), max_length=500, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("contributor")
        verbose_name_plural = _("contributors")

    def __str__(self) -> str:
        return f"{self.person} ({self.get_role_display()})"


class Contributed(models.Model):
    """Mixin of works: who made them."""

    public_fields: ClassVar[tuple[str, ...]] = ("contributions",)
    contributions: Any
    locale: Any

    class Meta:
        abstract = True

    def findable(self) -> Findable:
        found: Findable = super().findable()  # type: ignore[misc]  # a mixin of works
        for person in self.contributors():
            found.add_words("contributor", person["name"])
            found.add_words("institution", person["affiliation"])
            found.add_words("identifier", person["orcid"])
        return found

    def contributors(self) -> list[dict[str, Any]]:
        """Name, role, affiliation and ORCID of each, as readers see them; in one query."""
        rows = children_of(self, "contributions")  # type: ignore[arg-type]  # a mixin of works
        lang = code_of(self)  # type: ignore[arg-type]  # a mixin of works
        return [
            {
                "name": row.person.wording("name", lang),
                "role": row.role,
                "role_label": row.get_role_display(),
                "affiliation": row.affiliation,
                "orcid": row.person.orcid,
                "url": f"https://orcid.org/{row.person.orcid}" if row.person.orcid else "",
            }
            for row in rows
        ]
