"""The ways to tamper with what the public sees.

`docs/integrity.md` has the same table: `test_tampering.py` compares the two.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone
from wagtail.models import Page

from content.fiction.models import Fiction
from content.media.models import Image
from content.people.models import Person
from content.review.models import Publication, Seal
from tests.cast import picture
from tests.content.review.tampered_site import WORD, Site, file_bytes, french, inserted, replace, rows, sql


@dataclass(frozen=True)
class Way:
    name: str
    change: Callable[[Site], Any]
    # What the audit calls it.
    kinds: set[str]
    # What the public page does meanwhile: see MEANWHILE.
    meanwhile: str = "sealed"
    # Which page of the site it is about.
    page: str = "work"


MEANWHILE = {
    "sealed": "shows what was approved",
    "unavailable": "says that it is unavailable",
    "absent": "isn't there",
    "shown": "shows the change until the audit tells",
}


def page(target: str, **fields: Any) -> Callable[[Site], Any]:
    return lambda s: rows(Page).filter(pk=getattr(s, target).pk).update(**fields)


def publication(target: str, **fields: Any) -> Callable[[Site], Any]:
    return lambda s: rows(Publication).filter(work_id=getattr(s, target).pk).update(**fields)


PUBLIC = [
    # Public words
    Way("title of a page", page("work", title=WORD), {"changed"}),
    Way("draft title of a page", page("work", draft_title=WORD), set()),
    Way("title for search engines", page("work", seo_title=WORD), {"changed"}),
    Way(
        "one word of a text",
        lambda s: replace("articles_article", "body", "page_ptr_id", s.work.pk, "hot gas"),
        {"changed"},
    ),
    Way(
        "a text, made unreadable",
        lambda s: sql("update articles_article set body = %s where page_ptr_id = %s", '"' + WORD + '"', s.work.pk),
        {"changed"},
    ),
    Way(
        "summary", lambda s: sql("update articles_article set summary = %s where page_ptr_id = %s", WORD, s.work.pk), {"changed"}
    ),
    Way(
        "caption of a picture",
        lambda s: replace("articles_article", "body", "page_ptr_id", s.work.pk, "A star<"),
        {"changed"},
    ),
    Way(
        "cover, another picture",
        lambda s: sql("update articles_article set cover_id = %s where page_ptr_id = %s", picture().pk, s.work.pk),
        {"changed"},
    ),
    Way(
        "order of chapters",
        lambda s: rows(Fiction).filter(pk=s.book.pk).update(chapter_order=s.book.chapter_order[::-1]),
        {"changed"},
        page="book",
    ),
    Way(
        "a chapter taken out of the book",
        lambda s: rows(Fiction).filter(pk=s.book.pk).update(chapter_order=s.book.chapter_order[:1]),
        {"changed"},
        page="book",
    ),
    Way(
        "word of a chapter",
        lambda s: replace("fiction_chapter", "body", "page_ptr_id", s.chapter.pk, "Part"),
        {"changed"},
        page="chapter",
    ),
    Way(
        "language of a page",
        lambda s: rows(Page).filter(pk=s.work.pk).update(locale_id=french()),
        {"changed", "place"},
        "unavailable",
    ),
    Way(
        "contributor's role",
        lambda s: sql("update people_contribution set role = 'editor' where page_id = %s", s.work.pk),
        {"changed"},
    ),
    Way("contributor taken away", lambda s: sql("delete from people_contribution where page_id = %s", s.work.pk), {"changed"}),
    Way("person's name, the column", lambda s: rows(Person).filter(pk=s.author.pk).update(name=WORD, name_en=WORD), set()),
    Way(
        "person's name, the approved wording",
        lambda s: replace("people_person", "approved", "id", s.author.pk, "Ada"),
        {"wording"},
        "shown",
    ),
    Way("text for a picture, the column", lambda s: rows(Image).filter(pk=s.image.pk).update(alt=WORD, alt_en=WORD), set()),
    Way(
        "text for a picture, the approved wording",
        lambda s: replace("media_image", "approved", "id", s.image.pk, "A blue star"),
        {"wording"},
    ),
    Way("bytes of a picture's file", file_bytes, {"media"}),
    Way(
        "checksum of a picture's row",
        lambda s: rows(Image).filter(pk=s.image.pk).update(checksum="0" * 64),
        {"changed"},
        "unavailable",
    ),
    Way(
        "file of a picture's row",
        lambda s: rows(Image).filter(pk=s.image.pk).update(file=picture(name="b.png", colour="red").file.name),
        {"media"},
    ),
    # Where, for whom, how long
    Way(
        "address",
        lambda s: rows(Page).filter(pk=s.work.pk).update(slug="t", url_path=s.work.url_path.replace(s.work.slug, "t")),
        {"place"},
        "absent",
    ),
    Way(
        "chapter put into nothing",
        page("chapter", path="0001000199990001"),
        {"place"},
        "absent",
        page="chapter",
    ),
    Way("live flag set on a draft", page("draft", live=True), {"unsealed"}, "absent", "draft"),
    Way(
        "live flag set on a withdrawn work",
        page("withdrawn", live=True),
        {"unsealed"},
        "absent",
        "withdrawn",
    ),
    Way("live flag taken away", page("work", live=False), {"missing"}, "absent"),
    Way(
        "page deleted",
        lambda s: sql("update wagtailcore_page set live = %s, path = 'x' where id = %s", False, s.work.pk),
        {"missing"},
        "absent",
    ),
    Way("a page put in, with another's seal", inserted, {"foreign_seal", "publication", "changed", "face", "translation"}),
    Way(
        "view restriction taken away",
        lambda s: sql("delete from wagtailcore_pageviewrestriction"),
        {"publication"},
        page="restricted",
    ),
    Way(
        "translation of another work", lambda s: rows(Page).filter(pk=s.work.pk).update(translation_key="1" * 32), {"translation"}
    ),
    Way(
        "past its time, and still live",
        lambda s: rows(Page).filter(pk=s.work.pk).update(expire_at=timezone.now() - timedelta(days=1)),
        set(),
        "absent",
    ),
    # Publications
    Way(
        "publication under an older seal",
        lambda s: rows(Publication).filter(work_id=s.work.pk).update(seal=Seal.objects.filter(work_id=s.work.pk).first()),
        {"publication", "changed", "face"},
    ),
    Way(
        "publication under another work's seal",
        lambda s: rows(Publication).filter(work_id=s.work.pk).update(seal=Seal.objects.filter(work_id=s.other.pk).first()),
        {"foreign_seal", "publication", "changed", "face", "translation"},
        "unavailable",
    ),
    Way(
        "publication of a withdrawn work",
        publication("withdrawn", state="public"),
        {"missing"},
        "absent",
        "withdrawn",
    ),
    Way(
        "publication of a withdrawn work, live again",
        lambda s: (
            rows(Publication).filter(work_id=s.withdrawn.pk).update(state="public"),
            rows(Page).filter(pk=s.withdrawn.pk).update(live=True),
        ),
        {"publication"},
        page="withdrawn",
    ),
    Way(
        "record of a withdrawn work deleted",
        lambda s: rows(Publication).filter(work_id=s.withdrawn.pk).delete(),
        {"publication"},
        "absent",
        "withdrawn",
    ),
    Way("title in lists", publication("work", title=WORD), {"face"}),
    Way("summary in lists", publication("work", summary=WORD), {"face"}),
    Way("reading time in lists", publication("work", minutes=99), {"face"}),
    Way(
        "an urgent notice given more time",
        lambda s: rows(Publication).filter(work_id=s.urgent.pk).update(provisional_until=timezone.now() + timedelta(days=99)),
        {"publication"},
        "absent",
        "urgent",
    ),
    Way(
        "an urgent notice given all time",
        publication("urgent", provisional_until=None),
        {"publication"},
        "absent",
        "urgent",
    ),
]
