"""The commands that prove, show and check the record: audit, record, verify, keys, remind."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from content.core import keys, ledger
from content.core.models import LedgerEntry
from content.review.actions.invite import Invite
from content.review.models import Assignment, Letter, Round
from tests.cast import Cast, article, published, submitted
from tests.shell import refused, run

pytestmark = pytest.mark.django_db


@pytest.fixture
def record(cast: Cast, tmp_path: Path) -> Path:
    """The public record of a published work, in a file."""
    path = tmp_path / "record.json"
    assert run("review_record", published(cast, article(cast)).pk, "--output", path).code == 0
    return path


def altered(path: Path, change: Any) -> Path:
    document = json.loads(path.read_text())
    change(document)
    path.write_text(json.dumps(document))
    return path


def public_key() -> str:
    return keys.signing_key().public.public_bytes_raw().hex()


def test_the_audit_of_a_sound_site_finds_nothing(cast: Cast) -> None:
    published(cast, article(cast))

    said = run("review_audit", "--json")

    assert (said.code, said.json["checked"], said.json["findings"]) == (0, 1, [])
    assert said.json["head"]["reference"] in run("review_audit").out


def test_the_audit_says_what_is_wrong_and_where(cast: Cast) -> None:
    work = published(cast, article(cast))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE wagtailcore_page SET title = %s WHERE id = %s", ["Other words", work.pk])

    said = run("review_audit", "--json")

    assert said.code == 1
    assert {finding["work"] for finding in said.json["findings"]} == {work.pk}
    assert f"{work.pk} [en] changed" in run("review_audit").out


def test_the_audit_looks_at_the_works_approved_since_a_date(cast: Cast) -> None:
    work = published(cast, article(cast))
    tomorrow = f"{timezone.now() + timedelta(days=1):%Y-%m-%d}"

    assert run("review_audit", "--since", "2020-01-01").code == 0
    assert run("review_audit", "--since", tomorrow, "--json").json["findings"] == []
    assert work.live


@pytest.mark.parametrize("text", ["yesterday", "2026-13-40", "2026-02-30"])
def test_the_audit_refuses_what_is_no_date(db: None, text: str) -> None:
    said = run("review_audit", "--since", text)

    assert said.code == 2
    assert "is no date" in said.err


def test_the_audit_compares_with_a_head_noted_earlier(cast: Cast) -> None:
    work = article(cast)
    published(cast, work)
    head = run("review_audit", "--json").json["head"]["reference"]
    published(cast, article(cast, "Another"))

    assert run("review_audit", "--head", head.upper()).code == 0
    said = run("review_audit", "--head", "ab" * 32)
    assert said.code == 1
    assert "rolled back" in said.out


def test_a_record_is_printed_or_written(cast: Cast, tmp_path: Path, record: Path) -> None:
    document = json.loads(record.read_text())

    assert run("review_record", document["work"]).json["seals"] == document["seals"]
    assert run("review_record", document["work"], "--output", tmp_path / "no" / "folder.json").code == 2


def test_what_was_never_public_has_no_record(cast: Cast, tmp_path: Path) -> None:
    work = article(cast)
    path = tmp_path / "record.json"

    assert refused(run("review_record", work.pk, "--output", path), "never public")
    assert refused(run("review_record", 999_999), "never public")
    assert not path.exists()


def test_a_record_is_verified_by_the_public_key_alone(record: Path, tmp_path: Path) -> None:
    entry = tmp_path / "seal.json"
    entry.write_text(json.dumps(json.loads(record.read_text())["seals"][0]))
    key = tmp_path / "key.pub"
    key.write_text(public_key())

    for file in (record, entry):
        assert run("review_verify", file, "--public-key", public_key(), "--json").json == {"valid": True, "faults": []}
        assert run("review_verify", file, "--public-key", key).code == 0
        assert run("review_verify", file).code == 0


@pytest.mark.parametrize(
    "change",
    [
        lambda document: document.update(title="Another title"),
        lambda document: document.update(state="withdrawn"),
        lambda document: document["seals"][0]["payload"].update(approved_by="Somebody else"),
        lambda document: document["seals"][0]["payload"]["seats"].clear(),
        lambda document: document["seals"].clear(),
        lambda document: document["notices"].append({"work": 1}),
        lambda document: document.pop("signature"),
        lambda document: document.update(key="0" * 16),
        lambda document: document.update(extra="word"),
    ],
)
def test_an_altered_record_is_noticed(record: Path, change: Any) -> None:
    said = run("review_verify", altered(record, change), "--public-key", public_key(), "--json")

    assert said.code == 1
    assert said.json["valid"] is False
    assert said.json["faults"]


def test_an_altered_seal_is_noticed(record: Path, tmp_path: Path) -> None:
    entry = json.loads(record.read_text())["seals"][0]
    entry["payload"]["digest"] = "0" * 64
    path = tmp_path / "seal.json"
    path.write_text(json.dumps(entry))

    assert run("review_verify", path, "--public-key", public_key()).code == 1


def test_another_sites_key_verifies_nothing(record: Path) -> None:
    other = keys.prepare().public.public_bytes_raw().hex()

    said = run("review_verify", record, "--public-key", other)

    assert said.code == 1
    assert "known key" in said.out


@pytest.mark.parametrize("text", ["", "no JSON", "[]", "{}", "null", '"text"', '{"reference": 1, "payload": 2}'])
def test_what_is_no_record_is_no_valid_one(record: Path, text: str) -> None:
    record.write_text(text)

    assert run("review_verify", record, "--public-key", public_key()).code == 1


def test_verifying_needs_a_file_and_a_key(record: Path) -> None:
    assert run("review_verify", record.parent / "missing.json").code == 2
    assert run("review_verify", record, "--public-key", "no key").code == 2


def test_keys_are_printed_and_rotated(cast: Cast, record: Path) -> None:
    before = run("review_keys", "--json").json

    after = run("review_keys", "--rotate", "--json").json

    assert before["current"] != after["current"]
    assert set(after["keys"]) >= {before["current"], after["current"]}
    assert LedgerEntry.objects.latest("number").kind == "key"
    assert f"* {after['current']}" in run("review_keys").out
    # Old seals stay valid, and new ones are signed by the new key.
    assert run("review_verify", record).code == 0
    published(cast, article(cast, "Another"))
    assert run("review_audit").code == 0
    assert {entry.key for entry in LedgerEntry.objects.all()} >= {before["current"], after["current"]}


def test_a_key_that_the_operator_names_is_not_rotated_here(settings: Any, db: None) -> None:
    settings.ORRERY_SEAL_KEY = keys.prepare().pem().decode()

    said = run("review_keys", "--rotate")

    assert said.code == 2
    assert "ORRERY_SEAL_KEY" in said.err
    assert not LedgerEntry.objects.exists()


def test_reminders_are_sent_once(cast: Cast) -> None:
    round_ = submitted(cast, article(cast))
    Invite(round=round_, by=cast.editor, expert=cast.scientist).execute()
    long_ago = timezone.now() - timedelta(days=9)
    Assignment.objects.update(invited_at=long_ago, respond_by=long_ago + timedelta(days=7))

    first, second = run("review_remind", "--json").json, run("review_remind", "--json").json

    assert (first["reminded"], second["reminded"]) == (1, 0)
    assert Letter.objects.filter(kind="remind_invited").count() == 1
    assert Round.objects.get().state == "running"


def test_reminding_completes_the_ledgers_file(cast: Cast) -> None:
    published(cast, article(cast))
    ledger.path().unlink()

    assert run("review_remind").code == 0
    assert len(ledger.lines()) == LedgerEntry.objects.count()


def test_a_command_says_nothing_on_stdout_but_its_document(cast: Cast) -> None:
    for command in ("review_remind", "review_keys", "review_audit"):
        assert isinstance(run(command, "--json").json, dict)


def test_a_wrong_use_ends_with_an_error(db: None) -> None:
    for command in ("review_invite", "review_report", "review_decide", "review_endorse", "review_record", "review_verify"):
        with pytest.raises(Exception, match="required"):
            call_command(command)
