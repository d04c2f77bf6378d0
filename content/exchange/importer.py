"""From a file to drafts: all of a work or nothing, the same draft for the same file, nothing public."""

from __future__ import annotations

import re
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Locale, Page

from content.core.models import Section, Work
from content.core.passages import passages_of
from content.core.reading import count_units
from content.core.refusal import Refused
from content.core.registry import work_type
from content.core.works import work_of
from content.exchange.document import ImportedWork, ImportRefused
from content.exchange.drafting import Drafter, pair_chapters
from content.exchange.models import ImportSource
from content.exchange.reading import read_bundle
from content.exchange.rows import Rows
from content.exchange.safety import Bundle
from content.review.state import STATES, state_of

if TYPE_CHECKING:
    from content.people.models import User

WORDS = re.compile(r"\w+")


@dataclass
class Report:
    """What became of one work in one language."""

    id: int | None
    type: str
    lang: str
    title: str
    url_path: str
    chapters: int
    words: int
    images: int
    warnings: list[str] = field(default_factory=list)
    outcome: str = "created"

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


class _DryRunEndedError(Exception):
    pass


def import_bundle(
    bundle: Bundle, *, kind: str, lang: str = "", translation_of: int | None = None, by: User | None = None, dry_run: bool = False
) -> list[Report]:
    """Drafts of the works in a bundle, one a language, linked as translations. Raises `Refused` and leaves nothing behind.

    `lang` is the language where the file doesn't say; `by` None is the system; a dry run answers the same and keeps nothing.
    """
    codes = [code for code, _name in settings.LANGUAGES]
    if lang and lang not in codes:
        raise Refused(_("Not a language of this site: %(lang)s") % {"lang": lang})
    try:
        works = read_bundle(bundle, kind=kind, languages=codes, lang=lang)
    except ImportRefused as error:
        raise Refused(error) from error
    # Files that came without a folder go by the title of the work.
    bundle.name = bundle.name or slugify(works[0].slug or works[0].title, allow_unicode=True) or kind
    source = _source_of(translation_of, kind) if translation_of else None
    reports: list[Report] = []
    try:
        with ExitStack() as stack, transaction.atomic():
            for work in works:
                rows = Rows(work, by)
                stack.enter_context(rows.or_nothing())
                found = _Importer(bundle, kind, work, rows, source)
                reports.append(found.run())
                source = source or found.page
            if dry_run:
                raise _DryRunEndedError
    except _DryRunEndedError:
        known = set(Page.objects.filter(pk__in=[report.id for report in reports]).values_list("pk", flat=True))
        for report in reports:
            report.id = report.id if report.id in known else None
    return reports


def _source_of(translation_of: int, kind: str) -> Work:
    work = work_of(translation_of)
    if work.kind() != kind:
        raise Refused(_("“%(title)s” isn't of the same type: it is %(kind)s.") % {"title": work.title, "kind": work.kind()})
    return work


def section_of(kind: str, lang: str) -> Section:
    """Where works of a type are in a language. Raises `Refused`."""
    sections = Section.objects.filter(locale__language_code=lang, slug__in=[f"{kind}s", kind]).order_by("depth", "path")
    section: Section | None = sections.first()
    if section is None:
        raise Refused(_("The site has no section for this type in %(lang)s.") % {"lang": lang})
    return section


class _Importer:
    def __init__(self, bundle: Bundle, kind: str, work: ImportedWork, rows: Rows, source: Work | None) -> None:
        self.bundle, self.kind, self.work, self.rows, self.source = bundle, kind, work, rows, source
        self.model = work_type(kind)
        self.section = section_of(kind, work.lang)
        self.key = f"id:{work.identifier}"[:400] if work.identifier else f"name:{bundle.name}"[:380]
        self.page: Work | None = None
        self.seed = f"{self.key}/{kind}/{work.lang}"

    def run(self) -> Report:
        known = self._known()
        digest = self.work.digest()
        if known and known.digest == digest:
            self.page = known.page.specific
            return self._report("unchanged")
        self._refuse_unless_allowed(known)
        self.page = self._update(known) if known else self._create()
        ImportSource.objects.update_or_create(
            key=self.key,
            kind=self.kind,
            lang=self.work.lang,
            defaults={
                "digest": digest,
                "page_id": self.page.pk,
                "user": self.rows.by,
                "revision_id": self.page.latest_revision_id,
            },
        )
        return self._report("updated" if known else "created")

    def _known(self) -> ImportSource | None:
        """The last import of this source; of files that share a name, the one with this text."""
        named = ImportSource.objects.filter(kind=self.kind, lang=self.work.lang)
        found = named.filter(key=self.key).first()
        if found is None or self.work.identifier or self.bundle.folder or self._is_like(found.page.specific):
            return found
        self.key = f"{self.key}#{slugify(self.work.title, allow_unicode=True)}"[:400]
        return named.filter(key=self.key).first()

    def _is_like(self, page: Work) -> bool:
        """Two files called article.md needn't be the same article."""
        draft = page.get_latest_revision_as_object()
        if draft.title == self.work.title:
            return True
        before = set(WORDS.findall(" ".join(passage.text for part in [draft, *draft.parts()] for passage in passages_of(part))))
        now = set(WORDS.findall(" ".join(str(block["value"]) for block in self.work.blocks())))
        return len(before & now) * 2 > min(len(before), len(now))

    def _refuse_unless_allowed(self, known: ImportSource | None) -> None:
        by = self.rows.by
        if known and known.page.locked:
            raise Refused(_("“%(title)s” is locked.") % {"title": known.page.title})
        if by is None:
            return
        if known and not known.page.permissions_for_user(by).can_edit():
            raise Refused(_("You may not edit “%(title)s”, which this file made.") % {"title": known.page.title})
        if not known and not self.section.permissions_for_user(by).can_add_subpage():
            raise Refused(_("You may not add works here."))

    def _create(self) -> Work:
        locale = Locale.objects.get(language_code=self.work.lang)
        page = self.model(locale=locale, owner=self.rows.by, live=False)
        if self.source:
            taken = Page.objects.filter(translation_key=self.source.translation_key, locale=locale).first()
            if taken:
                raise Refused(
                    _("“%(title)s” is this work in that language already (id %(id)s).") % {"title": taken.title, "id": taken.pk}
                )
            page.translation_key = self.source.translation_key
        drafter = Drafter(self.rows, self.seed)
        drafter.fill(page)
        page.slug = self._free_slug(self.section, self._wanted_slug())
        self.section.add_child(instance=page)
        self._chapters(page, drafter)
        self._keep(page)
        return page

    def _update(self, known: ImportSource) -> Work:
        page: Work = known.page.specific
        state = state_of(page)
        if known.revision_id and page.latest_revision_id != known.revision_id:
            self.work.warn(_("The draft was edited since the last import; those edits are in its history."))
        if state != "draft":
            self.work.warn(
                _("The work is %(state)s: this is a new draft version of it, nothing else changed.") % {"state": STATES[state]}
            )
        drafter = Drafter(self.rows, self.seed)
        draft = page.get_latest_revision_as_object()
        drafter.fill(draft)
        if state == "draft":
            draft.save()
        self._chapters(page, drafter)
        self._keep(draft)
        kept: Work = type(page).objects.get(pk=page.pk)
        return kept

    def _keep(self, page: Work) -> None:
        page.save_revision(user=self.rows.by, log_action=False, clean=False)
        log(instance=page, action="orrery.import", user=self.rows.by, data={"source": self.key})

    def _chapters(self, page: Work, drafter: Drafter) -> None:
        if not self.work.chapters:
            return
        model = next((model for model in type(page).allowed_subpage_models() if issubclass(model, Work)), None)
        if model is None:
            raise Refused(_("Works of this type have no chapters."))
        paired, left = pair_chapters([chapter.title for chapter in self.work.chapters], list(page.parts()))
        keys = [part.translation_key for part in self.source.parts()] if self.source else []
        before: Page | None = None
        for number, (chapter, known) in enumerate(zip(self.work.chapters, paired, strict=True)):
            draft = (
                known.specific.get_latest_revision_as_object()
                if known
                else model(locale=page.locale, owner=self.rows.by, live=False)
            )
            drafter.fill_chapter(draft, chapter, number)
            if known is None:
                if number < len(keys) and not Page.objects.filter(translation_key=keys[number], locale=page.locale).exists():
                    draft.translation_key = keys[number]
                draft.slug = self._free_slug(page, slugify(chapter.title, allow_unicode=True)[:80] or f"{number + 1}")
                self._place(page, draft, before)
            elif state_of(known.specific) == "draft":
                draft.save()
            self._keep(draft)
            before = draft
        for page_left in left:
            self.work.warn(_("A chapter is no longer in the file; it was left as it is: %(title)s") % {"title": page_left.title})

    @staticmethod
    def _place(page: Work, draft: Work, before: Page | None) -> None:
        """After the chapter before it, or first."""
        fresh = Page.objects.get(pk=page.pk)
        if before is not None:
            Page.objects.get(pk=before.pk).add_sibling(pos="right", instance=draft)
        elif fresh.numchild:
            fresh.get_first_child().add_sibling(pos="left", instance=draft)
        else:
            fresh.add_child(instance=draft)

    def _wanted_slug(self) -> str:
        plain = slugify(self.work.slug, allow_unicode=True)
        name = self.bundle.name if self.bundle.folder else self.work.title
        return plain or slugify(name, allow_unicode=True) or self.kind

    @staticmethod
    def _free_slug(parent: Page, wanted: str) -> str:
        slug, number = wanted[:200], 1
        taken = set(Page.objects.child_of(parent).values_list("slug", flat=True))
        while slug in taken:
            number += 1
            slug = f"{wanted[:200]}-{number}"
        return slug

    def _report(self, outcome: str) -> Report:
        page = self.page
        assert page is not None  # noqa: S101  (set by run)
        draft = page.get_latest_revision_as_object()
        parts = [part.get_latest_revision_as_object() for part in page.parts()]
        texts = [passage.text for part in [draft, *parts] for passage in passages_of(part) if passage.field == "body"]
        return Report(
            id=page.pk,
            type=self.kind,
            lang=self.work.lang,
            title=draft.title,
            url_path=page.url_path_public,
            chapters=len(parts),
            words=sum(count_units(text, page.language.script) for text in texts),
            images=len(self.work.media),
            warnings=self.work.warnings,
            outcome=outcome,
        )
