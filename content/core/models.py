"""The pages of the house: homes, sections, and the abstract work that every content type builds on."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import QuerySet
from django.db.models.signals import pre_save
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, PageViewRestriction
from wagtail.url_routing import RouteResult

from content.core import gate, serving
from content.core.blocks import ReferencesBlock
from content.core.fields import ThinStreamField
from content.core.findable import Findable, of_work
from content.core.forms import WorkForm
from content.core.languages import Language, code_of, language
from content.core.passages import passages_of
from content.core.presentation import home_context, section_context, work_context
from content.core.queries import WorkManager
from content.core.reading import minutes_to_read

pre_save.connect(gate.guard_save, dispatch_uid="orrery.gate")


class LedgerEntry(models.Model):
    """A link of the chain; see `content.core.ledger`."""

    number = models.PositiveBigIntegerField(primary_key=True)
    kind = models.CharField(max_length=20, db_index=True)
    payload = models.JSONField()
    previous = models.CharField(max_length=64, blank=True, unique=True)
    reference = models.CharField(max_length=64, unique=True)
    key = models.CharField(max_length=16)
    signature = models.CharField(max_length=128)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("ledger entry")
        verbose_name_plural = _("ledger entries")
        ordering = ("number",)

    def __str__(self) -> str:
        return f"{self.number} {self.kind} {self.reference[:12]}"


class LedgerHead(models.Model):
    """The one row that writers of the chain take turns on."""

    number = models.PositiveBigIntegerField(default=0)
    reference = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("head of the ledger")
        verbose_name_plural = _("heads of the ledger")

    def __str__(self) -> str:
        return f"{self.number} {self.reference[:12]}"


class WordingApproval(models.Model):
    """Who approved which wording of a shared row: append-only; the audit compares the row with it."""

    content_type = models.ForeignKey(ContentType, models.PROTECT)
    object_id = models.PositiveBigIntegerField()
    lang = models.CharField(max_length=12)
    wording = models.JSONField()
    written_by = models.PositiveBigIntegerField(null=True)
    approved_by = models.PositiveBigIntegerField(null=True)
    approved_by_name = models.CharField(max_length=255, blank=True)
    approved_at = models.DateTimeField(auto_now_add=True)
    entry = models.OneToOneField(LedgerEntry, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("approval of a wording")
        verbose_name_plural = _("approvals of wordings")
        indexes = (models.Index(fields=["content_type", "object_id", "lang"]),)

    def __str__(self) -> str:
        return f"{self.content_type_id}:{self.object_id} {self.lang}"

    def statement(self) -> dict[str, Any]:
        """What the ledger signs."""
        label = f"{self.content_type.app_label}.{self.content_type.model}"
        said = {"model": label, "row": self.object_id, "lang": self.lang, "wording": self.wording}
        return {**said, "approved_by": self.approved_by_name}

    @classmethod
    def latest(cls, model: type[models.Model]) -> dict[tuple[int, str], dict[str, str]]:
        """The last approved wording of each row and language of a model."""
        rows = cls.objects.filter(content_type=ContentType.objects.get_for_model(model)).order_by("pk")
        return {(pk, lang): wording for pk, lang, wording in rows.values_list("object_id", "lang", "wording")}


class HomePage(Page):
    """The front page of one language: furniture, published by editors."""

    introduction = models.TextField(_("introduction"), blank=True)

    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    template = "pages/core/home.html"
    content_panels: ClassVar[list[Any]] = [*Page.content_panels, "introduction"]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    @property
    def language(self) -> Language:
        return language(code_of(self))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), **home_context(self, request)}

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """The page at a path in two queries, instead of two for each step of the tree."""
        if path_components:
            found = Page.objects.filter(url_path=f"{self.url_path}{'/'.join(path_components)}/").first()
            if found is not None and found.path.startswith(self.path):
                return specific_to_show(found).route(request, [])
        return super().route(request, path_components)


class Section(Page):
    """A place where works are listed: articles, exhibits, a department's own. Furniture too."""

    introduction = models.TextField(_("introduction"), blank=True)

    template = "pages/core/section.html"
    content_panels: ClassVar[list[Any]] = [*Page.content_panels, "introduction"]

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    @property
    def language(self) -> Language:
        return language(code_of(self))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), **section_context(self, request)}


class Work(Page):
    """An article, exhibit, exhibition, fiction or chapter in one language: what is reviewed and sealed.

    A type and each of its mixins declare `public_fields`, what readers can see of them, and `private_fields`, what
    they can't; a test fails for a field that is in neither.
    """

    public_fields: ClassVar[tuple[str, ...]] = (
        "title",
        "seo_title",
        "search_description",
        "summary",
        "keywords",
        "references",
        "funding",
        "interests",
        "ai_use",
    )
    private_fields: ClassVar[tuple[str, ...]] = ()
    # True while the work is only shown: its children are then read once.
    read_only = False

    summary = models.TextField(_("summary"), blank=True, help_text=_("In plain language, in one or two sentences."))
    keywords = models.CharField(_("keywords"), max_length=500, blank=True, help_text=_("Separated by commas."))
    references = ThinStreamField(ReferencesBlock(), blank=True, verbose_name=_("references"))
    funding = models.TextField(_("funding"), blank=True)
    interests = models.TextField(_("interests"), blank=True, help_text=_("Interests that a reader should know of."))
    ai_use = models.TextField(
        _("use of AI"), blank=True, help_text=_("What was made with the help of AI, and how it was checked.")
    )

    objects = WorkManager()

    base_form_class = WorkForm
    parent_page_types: ClassVar[list[str]] = ["core.Section"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        abstract = True

    @classmethod
    def public_field_names(cls) -> tuple[str, ...]:
        """What readers can see, in the order of the classes: the type's own after those of its bases."""
        names: dict[str, None] = {}
        for base in reversed(cls.__mro__):
            names.update(dict.fromkeys(base.__dict__.get("public_fields", ())))
        return tuple(names)

    @classmethod
    def kind(cls) -> str:
        return cls._meta.model_name or ""

    def schema(self) -> dict[str, Any]:
        """What it is in schema.org's words: its `@type`, and what only its type knows of it."""
        return {"@type": "CreativeWork"}

    def findable(self) -> Findable:
        """What it is found and filtered by beside its text; a type and each of its mixins add theirs."""
        return of_work(self)

    @property
    def language(self) -> Language:
        return language(code_of(self))

    @property
    def passages(self) -> list[Any]:
        return list(passages_of(self))

    @property
    def minutes(self) -> int:
        return minutes_to_read(self)

    @property
    def url_path_public(self) -> str:
        """The path a reader opens, for a draft already: `/en/articles/…/`."""
        return self.get_url() or serving.path_of(self)

    def get_view_restrictions(self) -> Any:
        """As Wagtail's, in one query."""
        steps = range(self.steplen, len(self.path) + 1, self.steplen)
        return PageViewRestriction.objects.filter(page__path__in=[self.path[:end] for end in steps])

    def container(self) -> Work | None:
        """The work this one is part of, and can't be public without: a chapter's fiction."""
        return None

    def inside(self) -> QuerySet[Page]:
        """What is read inside it, and searched with it: chapters, exhibits."""
        return Page.objects.none()

    def parts(self) -> list[Work]:
        """The works submitted, endorsed, published and withdrawn together with this one: a fiction's chapters."""
        return []

    def prepare_for_review(self) -> bool:
        """Bring the draft up to date with what the tree says (order of chapters); True when it changed."""
        return False

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        if not path_components and not self.live:
            # A withdrawn work answers 410 with a note, not 404.
            if serving.is_withdrawn(self):
                return RouteResult(self)
            raise Http404
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return serving.serve(self, request)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), **work_context(self, request)}


def specific_to_show(page: Page) -> Page:
    """The specific page with the rows that its template names, in one query."""
    model = page.cached_content_type.model_class()
    if model is None or not issubclass(model, Work):
        return page.specific
    rows = [name for name in model.public_field_names() if isinstance(model._meta.get_field(name), models.ForeignKey)]
    return model.objects.select_related(*rows).get(pk=page.pk)
