"""A small public site, and the tools to tamper with it behind the back of the software: by SQL, or in a file."""

from __future__ import annotations

import json
import shutil
import uuid
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import connection, models
from wagtail.models import Locale, Page, PageViewRestriction

from content.core import keys, ledger
from content.core.models import LedgerEntry, LedgerHead
from content.review.actions.notice import ApproveNotice, ProposeNotice
from content.review.actions.urgent import ClearUrgently
from content.review.models import ExpertProfile, Publication, Report, ReviewPolicy, Round, Seal
from tests.cast import Cast, article, contributor, edit, fiction, fresh, picture, published, stream, submitted, withdrawn

WORD = "Tampered"


class Site:
    """An article with a picture, an author and a correction; a book; an urgent notice; a withdrawn and a restricted work."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.image = picture()
        body = stream(
            ("text", "<p>A star is a ball of hot gas.</p>"), ("image", {"image": self.image.pk, "caption": "<p>A star</p>"})
        )
        draft = article(cast, body=body, cover=self.image)
        self.author = contributor(draft, name="Ada Lovelace")
        published(cast, draft)
        edit(draft, cast.editor, summary="Why and how they shine.")
        self.work = published(cast, draft)
        notice = ProposeNotice(work=self.work, by=cast.editor, notice="correction", was="Stars don't shine.", now="They do.")
        self.notice = ApproveNotice(notice=notice.execute(), by=cast.scientist).execute()
        self.other = published(cast, article(cast, "Another article"))
        self.draft = article(cast, "A draft of the tampered kind")
        self.book = published(cast, fiction(cast))
        self.chapter = self.book.parts()[0]
        self.urgent = urgent(cast)
        self.withdrawn = withdrawn(cast, published(cast, article(cast, "A withdrawn article")))
        self.restricted = published(cast, article(cast, "A restricted article"))
        PageViewRestriction.objects.create(page=self.restricted, restriction_type="login")

    @property
    def publication(self) -> Publication:
        return Publication.objects.select_related("seal__entry").get(work_id=self.work.pk)

    def rounds(self) -> models.QuerySet[Round]:
        return Round.objects.filter(work_id=self.work.pk, state="approved")

    def reports(self) -> models.QuerySet[Report]:
        return Report.objects.filter(round__work_id=self.work.pk)


def urgent(cast: Cast) -> Any:
    policy = ReviewPolicy.objects.create(slug="urgent", name="Urgent", kinds=["article"], allows_urgent=True)
    policy.seats.create(slug="science", role="scientist")
    policy.save()
    ExpertProfile.objects.update_or_create(user=cast.colleague, defaults={"on_duty": True})
    work = article(cast, "An urgent notice")
    ClearUrgently(round=submitted(cast, work), by=cast.colleague).execute()
    return fresh(work)


def sql(text: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(text, values)


def replace(table: str, column: str, key: str, pk: Any, old: str) -> None:
    """One word of a JSON column, changed in SQL."""
    with connection.cursor() as cursor:
        cursor.execute(f"select cast({column} as text) from {table} where {key} = %s", [pk])
        before = cursor.fetchone()[0]
        assert old in before
        cursor.execute(f"update {table} set {column} = %s where {key} = %s", [before.replace(old, WORD), pk])


def rows(model: type[models.Model]) -> models.QuerySet[Any]:
    """Without the guards of the model's own queryset."""
    return models.QuerySet(model=model)


def payload(entry: LedgerEntry, old: str) -> None:
    replace("core_ledgerentry", "payload", "number", entry.number, old)


def lines(change: Callable[[list[str]], list[str]]) -> None:
    file = ledger.path()
    file.write_text("".join(change(file.read_text().splitlines(keepends=True))))


def altered_line(number: int) -> Callable[[list[str]], list[str]]:
    def change(before: list[str]) -> list[str]:
        line = {**json.loads(before[number]), "at": "2001-01-01T00:00:00+00:00"}
        return [*before[:number], json.dumps(line) + "\n", *before[number + 1 :]]

    return change


def rolled_back(site: Site) -> None:
    """The whole database as it was before the last entries; the file stays."""
    seal = Seal.objects.select_related("entry").get(work_id=site.restricted.pk)
    last = LedgerEntry.objects.get(number=seal.entry_id - 1)
    sql("delete from review_publication where work_id = %s", site.restricted.pk)
    sql("update wagtailcore_page set live = %s where id = %s", False, site.restricted.pk)
    cut(last.number)
    LedgerHead.objects.update(number=last.number, reference=last.reference)


def cut(number: int) -> None:
    for table, column in (("review_seal", "entry_id"), ("review_notice", "entry_id"), ("core_wordingapproval", "entry_id")):
        sql(f"delete from {table} where {column} > %s", number)
    sql("delete from core_ledgerentry where number > %s", number)


def resigned(site: Site) -> None:
    """Each entry written anew with another key, consistently; the files too."""
    key = keys.SigningKey(Ed25519PrivateKey.generate())
    previous = ""
    for entry in LedgerEntry.objects.order_by("number"):
        entry.previous = previous
        entry.reference = ledger.reference_of(previous, entry.number, entry.kind, ledger.timestamp(entry.made_at), entry.payload)
        entry.key, entry.signature = key.id, key.sign(ledger.PREFIX + entry.reference.encode())
        LedgerEntry.objects.filter(pk=entry.pk).update(previous=f"-{entry.number}")
        Seal.objects.filter(entry_id=entry.pk).update(reference=entry.reference)
        entry.save()
        previous = entry.reference
    LedgerHead.objects.update(reference=previous)
    ledger.path().write_text("".join(ledger.canonical_json(ledger.line_of(entry)) + "\n" for entry in LedgerEntry.objects.all()))


def public_key_file() -> Path:
    """Of the key in use: tests of rotation leave others."""
    return Path(settings.ORRERY_DATA_DIR) / "keys" / "seals" / f"{keys.signing_key().id}.pub"


def another_key() -> str:
    return Ed25519PrivateKey.generate().public_key().public_bytes_raw().hex()


def inserted(site: Site) -> None:
    """A page that no editor ever made, with a publication that borrows another work's seal."""
    path = Page._get_path(site.work.get_parent().path, site.work.depth, 999)
    page = {field.attname: getattr(site.work, field.attname) for field in Page._meta.concrete_fields}
    page |= {
        "id": None,
        "path": path,
        "translation_key": uuid.uuid4(),
        "live_revision_id": None,
        "latest_revision_id": None,
        "title": WORD,
        "draft_title": WORD,
        "slug": "put-in",
        "live": True,
    }
    made = Page(**{**page, "url_path": site.work.url_path.replace(site.work.slug, "put-in")})
    Page.objects.bulk_create([made])
    own = fresh(site.work)
    own.page_ptr_id = own.pk = own.id = made.pk
    own.save_base(raw=True, force_insert=True)
    publication = site.publication
    publication.pk, publication.work_id, publication.title, publication.url = None, made.pk, WORD, "/en/articles/put-in/"
    publication.save(force_insert=True)


def file_bytes(site: Site) -> None:
    Path(site.image.file.path).write_bytes(Path(picture(colour="red", name="red.png").file.path).read_bytes())


def french() -> int:
    return Locale.objects.get(language_code="fr").pk


def false_notice(site: Site) -> dict[str, Any]:
    names = ("work_id", "kind", "lang", "title", "translation_key", "notice", "published_at", "made_by_name")
    return {**{name: getattr(site.notice, name) for name in names}, "was": WORD, "now": WORD, "state": "public"}


class KeptFiles:
    """The data folder's ledger, keys and pictures, put back after each change."""

    def __init__(self, site: Site) -> None:
        self._files = [ledger.path(), public_key_file(), Path(site.image.file.path)]
        self._bytes = [file.read_bytes() for file in self._files]

    def put_back(self) -> None:
        for file, content in zip(self._files, self._bytes, strict=True):
            file.write_bytes(content)
        with suppress(FileNotFoundError):
            shutil.rmtree(Path(settings.ORRERY_DATA_DIR) / "put-in")
