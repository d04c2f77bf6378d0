"""An imported work written onto its page: the draft, its chapters, their order."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue
from wagtail.models import Page

from content.core.models import Work
from content.exchange.document import ImportedChapter, RawBlock, pictures_in
from content.exchange.fields import FieldReader
from content.exchange.identity import with_ids
from content.exchange.rows import Rows
from content.people.models import Contribution
from content.taxonomy.models import Level, Subject, WorkSubject

# Found by Wagtail itself when a page is saved.
UNCHECKED = ["path", "depth", "numchild", "url_path", "content_type", "draft_title", "translation_key", "locale", "slug"]


class Drafter:
    """Writes one imported work onto one page; what it finds wrong goes into the work's warnings."""

    def __init__(self, rows: Rows, seed: str) -> None:
        self.rows, self.work, self.seed = rows, rows.work, seed
        self.images: dict[str, Any] = {}

    def fill(self, page: Work) -> None:
        """Set every field of the page; saves nothing but shared rows."""
        self.images = {name: self.rows.image(media) for name, media in self.work.media.items()}
        self._plain(page)
        self._relations(page)
        page.references = self._stream(page, "references", [{"type": "reference", "value": ref} for ref in self.work.references])
        self.body(page, self.work.body, self.seed)
        FieldReader(page, self.rows, self.images, self.seed).apply(self.work.fields)
        self.settle(page)

    def fill_chapter(self, page: Work, chapter: ImportedChapter, number: int) -> None:
        page.title = self._cut(chapter.title, 255, _("the title of a chapter")) or _("Untitled")
        self.body(page, chapter.body, f"{self.seed}/{number}")
        if chapter.science_notes and hasattr(page, "science_notes"):
            FieldReader(page, self.rows, self.images, f"{self.seed}/{number}").stream("science_notes", chapter.science_notes)
        self.settle(page)

    def body(self, page: Work, blocks: list[RawBlock], seed: str) -> None:
        if not hasattr(page, "body"):
            return
        shown = [block for raw in blocks if (block := self._with_rows(raw))]
        page.body = self._stream(page, "body", shown, seed)

    def settle(self, page: Work) -> None:
        """What the type refuses is left out, and named with all its words."""
        try:
            page.full_clean(exclude=UNCHECKED)
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                value = getattr(page, name, "")
                self.work.warn(
                    _("%(name)s was left out: %(reason)s (%(value)s)")
                    % {"name": name, "reason": " ".join(messages), "value": value}
                )
                if name in page.public_field_names() and name != "title":
                    setattr(page, name, page._meta.get_field(name).get_default())

    def _plain(self, page: Work) -> None:
        work = self.work
        page.title = self._cut(work.title, 255, _("the title"))
        page.keywords = self._cut(", ".join(work.keywords), 500, _("the keywords"))
        for name in ("summary", "funding", "interests", "ai_use"):
            setattr(page, name, getattr(work, name))
        if hasattr(page, "cover"):
            page.cover = self.images.get(work.cover)
            cover = work.media.get(work.cover)
            page.cover_alt = self._cut(
                work.cover_alt or (cover.alt if cover else ""), 500, _("the alternative text of the cover")
            )
            page.licence = self.rows.licence(work.licence)

    def _relations(self, page: Work) -> None:
        if hasattr(page, "contributions"):
            entries = [(self.rows.person(entry), entry) for entry in self.work.contributors]
            page.contributions = [
                Contribution(person=person, role=entry["role"], affiliation=entry.get("affiliation", "")[:500], sort_order=number)
                for number, (person, entry) in enumerate(entries)
            ]
        if hasattr(page, "work_subjects"):
            subjects = [(text, self.rows.by_slug_or_name(Subject, text)) for text in self.work.subjects]
            for text, subject in subjects:
                if subject is None:
                    self.work.warn(_("There is no subject “%(name)s”; left out.") % {"name": text})
            found = list(dict.fromkeys(subject for _text, subject in subjects if subject))
            page.work_subjects = [WorkSubject(subject=subject, sort_order=number) for number, subject in enumerate(found)]
        if hasattr(page, "level"):
            page.level = self.rows.by_slug_or_name(Level, self.work.level) if self.work.level else None
            if self.work.level and page.level is None:
                self.work.warn(_("There is no level “%(name)s”; left out.") % {"name": self.work.level})

    def _stream(self, page: Work, name: str, blocks: list[RawBlock], seed: str = "") -> StreamValue:
        stream = getattr(page, name).stream_block
        old = list(getattr(page, name).raw_data)
        return StreamValue(stream, with_ids(stream, blocks, old, f"{seed or self.seed}/{name}"), is_lazy=True)

    def _with_rows(self, block: RawBlock) -> RawBlock | None:
        """The block with ids of pictures for their names; a picture that wasn't taken leaves its caption."""
        if block["type"] not in {"image", "gallery"}:
            return block
        values = [
            {**value, "image": row.pk} for value in pictures_in(block) if (row := self.images.get(value["image"])) is not None
        ]
        if block["type"] == "gallery" and values:
            return {"type": "gallery", "value": {**block["value"], "images": values}}
        if values:
            return {"type": "image", "value": values[0]}
        caption = block["value"].get("caption", "")
        return {"type": "text", "value": f"<p>{caption}</p>"} if caption else None

    def _cut(self, text: str, limit: int, what: str) -> str:
        if len(text) > limit:
            self.work.warn(
                _("Longer than %(limit)d characters, so cut: %(what)s (%(text)s)") % {"limit": limit, "what": what, "text": text}
            )
        return text[:limit]


def pair_chapters(titles: list[str], pages: list[Page]) -> tuple[list[Page | None], list[Page]]:
    """For each title the page that is its chapter already, or None; and the pages that no chapter is."""
    matcher = SequenceMatcher(None, [page.title for page in pages], titles, autojunk=False)
    paired: list[Page | None] = [None] * len(titles)
    left: list[Page] = []
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        size = min(i2 - i1, j2 - j1) if kind in {"equal", "replace"} else 0
        for step in range(size):
            paired[j1 + step] = pages[i1 + step]
        left += pages[i1 + size : i2]
    return paired, left
