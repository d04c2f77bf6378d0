"""Popular-science articles."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from content.articles.editing import ARTICLE_PANELS
from content.core.fields import ThinStreamField
from content.core.findable import Findable
from content.core.models import Work
from content.media.blocks import BodyBlock
from content.media.models import Covered
from content.people.models import Contributed
from content.taxonomy.models import Classified


class Subtype(models.TextChoices):
    EXPLAINER = "explainer", _("Explainer")
    FEATURE = "feature", _("Feature")
    NEWS = "news", _("News")
    FACT_CHECK = "fact_check", _("Fact-check")
    QA = "qa", _("Question and answer")
    PROFILE = "profile", pgettext_lazy("kind of article", "Profile")
    NOTICE = "notice", _("Urgent notice")


class Verdict(models.TextChoices):
    TRUE = "true", _("True")
    MOSTLY_TRUE = "mostly_true", _("Mostly true")
    MISLEADING = "misleading", _("Misleading")
    FALSE = "false", _("False")
    UNPROVEN = "unproven", _("Unproven")


class Article(Classified, Contributed, Covered, Work):
    public_fields: ClassVar[tuple[str, ...]] = ("subtype", "claim", "claimant", "verdict", "evidence", "body")

    subtype = models.CharField(_("kind of article"), max_length=20, choices=Subtype.choices, default=Subtype.EXPLAINER)
    claim = models.TextField(_("claim"), blank=True, help_text=_("Fact-checks only: what is claimed, word for word."))
    claimant = models.CharField(_("who claims it"), max_length=500, blank=True)
    verdict = models.CharField(_("verdict"), max_length=20, choices=Verdict.choices, blank=True)
    evidence = models.TextField(_("evidence in short"), blank=True)
    body = ThinStreamField(BodyBlock(), blank=True, verbose_name=_("text"))

    template = "pages/articles/article.html"
    content_panels = ARTICLE_PANELS

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    def findable(self) -> Findable:
        found = super().findable()
        found.add_tags("subtype", self.subtype)
        found.add_tags("verdict", self.verdict)
        return found

    def schema(self) -> dict[str, Any]:
        news = self.subtype in {Subtype.NEWS, Subtype.NOTICE}
        return {"@type": "NewsArticle" if news else "Article"}
