"""The ways to tamper with the record of who approved what: seals, reports, the ledger and its files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from content.core import ledger
from content.core.models import LedgerEntry, LedgerHead
from content.review.models import Notice, Seal
from tests.content.review.tampered_site import (
    WORD,
    Site,
    altered_line,
    another_key,
    cut,
    false_notice,
    lines,
    payload,
    public_key_file,
    replace,
    resigned,
    rolled_back,
    rows,
    sql,
)
from tests.content.review.tampering import Way


def seal(**fields: Any) -> Callable[[Site], Any]:
    return lambda s: rows(Seal).filter(pk=s.publication.seal_id).update(**fields)


RECORDS = [
    # Who approved it
    Way("content of a seal", lambda s: replace("review_seal", "content", "id", s.publication.seal_id, "how they"), {"seal"}),
    Way(
        "content of a seal and of the page",
        lambda s: (
            replace("review_seal", "content", "id", s.publication.seal_id, "how they"),
            sql("update articles_article set summary = %s where page_ptr_id = %s", WORD, s.work.pk),
        ),
        {"seal", "changed"},
        "unavailable",
    ),
    Way(
        "digest of a seal",
        seal(digest="0" * 64),
        {"seal", "changed"},
        "unavailable",
    ),
    Way("media of a seal", seal(media=[]), {"seal"}),
    Way("title of a seal", seal(title=WORD), {"seal"}),
    Way("name in a seal", seal(approved_by_name=WORD), {"seal"}),
    Way("time of a seal", lambda s: rows(Seal).filter(pk=s.publication.seal_id).update(approved_at=timezone.now()), {"seal"}),
    Way(
        "an urgent notice's seal made a full one",
        lambda s: rows(Seal).filter(work_id=s.urgent.pk).update(basis="review", expires_at=None),
        {"seal"},
        "absent",
        "urgent",
    ),
    Way(
        "round of a seal taken away",
        seal(round=None),
        {"policy", "report"},
    ),
    Way(
        "an earlier seal deleted",
        lambda s: sql("delete from review_seal where id = (select min(id) from review_seal where work_id = %s)", s.work.pk),
        {"seal"},
    ),
    Way("name in a report", lambda s: s.reports().update(by_name=WORD), {"report"}),
    Way("salt of a report", lambda s: s.reports().update(salt="0" * 64), {"report"}),
    Way("note of a report", lambda s: s.reports().update(note=WORD), {"report"}),
    Way("recommendation of a report", lambda s: s.reports().update(recommendation="reject"), {"report"}),
    Way("report given to another account", lambda s: s.reports().update(by=s.cast.colleague), {"report"}),
    Way(
        "report deleted",
        lambda s: sql("delete from review_report where round_id in (select id from review_round where work_id = %s)", s.work.pk),
        {"report"},
    ),
    Way("policy of a round", lambda s: s.rounds().update(policy={"seats": [{"slug": "science", "quorum": 1}]}), {"policy"}),
    Way("words of a correction", lambda s: rows(Notice).filter(pk=s.notice.pk).update(was=WORD), {"notice"}),
    Way("correction hidden", lambda s: rows(Notice).filter(pk=s.notice.pk).update(state="dismissed"), {"notice"}),
    Way("correction deleted", lambda s: sql("delete from review_notice where id = %s", s.notice.pk), {"notice"}),
    Way("correction put in", lambda s: Notice.objects.create(**false_notice(s)), {"notice"}),
    # The ledger
    Way(
        "name in an entry of the ledger",
        lambda s: payload(s.publication.seal.entry, "scientist"),
        {"signature", "seal", "report"},
        "unavailable",
    ),
    Way(
        "an entry that is no JSON object",
        lambda s: sql("update core_ledgerentry set payload = '7' where number = %s", s.publication.seal.entry_id),
        {"signature", "seal"},
        "unavailable",
    ),
    Way("time of an entry", lambda s: LedgerEntry.objects.filter(number=3).update(made_at=timezone.now()), {"signature", "file"}),
    Way(
        "signature of an entry", lambda s: LedgerEntry.objects.filter(number=3).update(signature="0" * 128), {"signature", "file"}
    ),
    Way(
        "an entry taken out of the middle",
        lambda s: sql("delete from core_ledgerentry where number = 3"),
        {"chain", "file", "wording"},
    ),
    Way("the chain cut at its end", lambda s: cut(LedgerHead.objects.get().number - 1), {"head", "file", "publication"}),
    Way("head of the chain", lambda s: LedgerHead.objects.update(reference="0" * 64), {"head"}),
    Way("the database rolled back as a whole", rolled_back, {"file"}, "absent", "restricted"),
    Way("all signed anew with a foreign key", resigned, {"signature"}),
    # Files
    Way("a line of the ledger's file removed", lambda s: lines(lambda before: before[:2] + before[3:]), {"file"}),
    Way("a line of the ledger's file altered", lambda s: lines(altered_line(2)), {"file"}),
    Way(
        "the ledger's file cut in the middle of a line", lambda s: lines(lambda before: [*before[:-1], before[-1][:40]]), {"file"}
    ),
    Way("the ledger's file removed", lambda s: ledger.path().unlink(), {"file"}),
    Way("the public key's file removed", lambda s: public_key_file().unlink(), {"signature"}),
    Way("the public key's file swapped", lambda s: public_key_file().write_text(another_key()), {"signature"}),
]
