"""Keys change, records travel, and whatever is altered in one is noticed by who has nothing but the public key."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from content.core import keys, ledger
from content.core.models import LedgerEntry
from content.review.actions.notice import ApproveNotice, ProposeNotice
from content.review.audit import audit
from content.review.public.record import faults_of, record_of
from content.review.public.standing import PublicReview
from tests.cast import Cast, article, edit, published

ROOT = Path(__file__).parents[3]
pytestmark = pytest.mark.django_db


@pytest.fixture
def _own_keys(settings: Any, tmp_path: Path) -> Iterator[None]:
    """A data folder of the test's own: its keys change."""
    settings.ORRERY_DATA_DIR = tmp_path
    return


def command(name: str, *arguments: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command(name, *arguments, stdout=out, stderr=err)
    except SystemExit as ended:
        return int(ended.code or 0), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def record(cast: Cast) -> dict[str, Any]:
    """Of a work with two seals and a notice."""
    work = published(cast, article(cast))
    edit(work, cast.editor, summary="Mended.")
    work = published(cast, work)
    notice = ProposeNotice(work=work, by=cast.editor, notice="correction", was="They don't shine.", now="They do.").execute()
    ApproveNotice(notice=notice, by=cast.scientist).execute()
    found = record_of(PublicReview.of(work.pk))
    assert found is not None
    return json.loads(json.dumps(found))


# Keys


@pytest.mark.usefixtures("_own_keys")
def test_old_seals_stay_valid_when_the_key_changes(cast: Cast) -> None:
    first = published(cast, article(cast, "Before"))
    old = keys.signing_key().id
    assert command("review_keys", "--rotate")[0] == 0
    second = published(cast, article(cast, "After"))

    assert keys.signing_key().id != old
    assert {entry.key for entry in LedgerEntry.objects.all()} == {old, keys.signing_key().id}
    announced = LedgerEntry.objects.get(kind="key")
    assert (announced.key, announced.payload["key"]) == (old, keys.signing_key().id)
    assert audit()["findings"] == []
    for work in (first, second):
        assert faults_of(record_of(PublicReview.of(work.pk)), keys.public_keys()) == []


@pytest.mark.usefixtures("_own_keys")
def test_a_record_vouches_for_the_key_that_signed_its_older_seals(cast: Cast) -> None:
    work = published(cast, article(cast))
    command("review_keys", "--rotate")
    key = keys.signing_key()

    assert faults_of(record_of(PublicReview.of(work.pk)), {key.id: key.public}) == []


@pytest.mark.usefixtures("_own_keys")
def test_the_private_key_is_its_owners_alone_and_the_old_one_is_forgotten() -> None:
    keys.signing_key()
    command("review_keys", "--rotate")
    private = list((Path(settings.ORRERY_DATA_DIR) / "keys" / "seals").glob("*.pem"))

    assert [oct(path.stat().st_mode & 0o777) for path in private] == ["0o600"]
    assert len(list(private[0].parent.glob("*.pub"))) == 2


# The audit's command


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--since", "yesterday"], "date"),
        (["--since", "2026-13-01"], "date"),
        (["--since", ""], "date"),
        (["--head", "abc"], "head"),
    ],
)
def test_what_is_no_date_or_no_head_is_told_in_one_line(arguments: list[str], says: str) -> None:
    code, out, err = command("review_audit", *arguments)

    assert (code, out) == (2, "")
    assert says in err
    assert len(err.strip().splitlines()) == 1


def test_the_head_noted_earlier_is_in_the_chain_or_the_audit_says_so(cast: Cast) -> None:
    published(cast, article(cast))
    noted = audit()["head"]["reference"]
    published(cast, article(cast, "Another"))

    assert command("review_audit", "--head", noted.upper())[0] == 0
    code, out, _err = command("review_audit", "--json", "--head", "0" * 64)
    assert code == 1
    assert [finding["kind"] for finding in json.loads(out)["findings"]] == ["head"]


def test_since_leaves_out_older_works_but_never_the_chain(cast: Cast) -> None:
    work = published(cast, article(cast))
    type(work).objects.model._base_manager.filter(pk=work.pk).update(summary="Tampered")
    assert command("review_audit")[0] == 1
    assert command("review_audit", "--since", "2999-01-01")[0] == 0

    LedgerEntry.objects.filter(number=1).update(signature="0" * 128)
    assert command("review_audit", "--since", "2999-01-01")[0] == 1


# Records


def test_the_published_record_is_the_commands_and_verifies(cast: Cast, tmp_path: Path) -> None:
    work = published(cast, article(cast))
    shown = Client().get(f"/en/record/{work.pk}.json")
    file = tmp_path / "record.json"
    file.write_bytes(shown.content)

    assert command("review_record", str(work.pk), "--output", str(tmp_path / "same.json"))[0] == 0
    assert json.loads((tmp_path / "same.json").read_text()) == shown.json()
    assert command("review_verify", str(file))[0] == 0
    assert command("review_verify", str(file), "--public-key", keys.signing_key().public.public_bytes_raw().hex())[0] == 0


def test_a_single_seal_verifies_and_an_altered_one_does_not(cast: Cast, tmp_path: Path) -> None:
    seal = record(cast)["seals"][0]
    file = tmp_path / "seal.json"
    file.write_text(json.dumps(seal))
    assert command("review_verify", str(file))[0] == 0

    file.write_text(json.dumps({**seal, "payload": {**seal["payload"], "approved_by": "Mallory"}}))
    assert command("review_verify", str(file))[0] == 1


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"7",
        b'"text"',
        b"\xff\xfe\x00",
        b"{}",
        b"[" * 100_000,
        b'{"format": "orrery-record-1"}',
        b"NaN",
    ],
)
def test_what_is_no_record_is_refused_in_words(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "record.json"
    file.write_bytes(content)
    code, out, err = command("review_verify", str(file))

    assert code == 1
    assert out.strip()
    assert err == ""


def test_a_truncated_record_and_a_wrong_key_are_refused(cast: Cast, tmp_path: Path) -> None:
    text = json.dumps(record(cast))
    file = tmp_path / "record.json"
    file.write_text(text[: len(text) // 2])
    assert command("review_verify", str(file))[0] == 1

    file.write_text(text)
    other = keys.SigningKey(keys.Ed25519PrivateKey.generate()).public.public_bytes_raw().hex()
    assert command("review_verify", str(file), "--public-key", other)[0] == 1
    assert command("review_verify", str(file), "--public-key", "no key")[0] == 2
    assert command("review_verify", str(tmp_path / "nowhere.json"))[0] == 2


def test_an_object_that_names_something_twice_is_no_record(cast: Cast, tmp_path: Path) -> None:
    text = json.dumps(record(cast))
    file = tmp_path / "record.json"
    file.write_text(text.replace('"title":', '"title": "Another title", "title":', 1))

    assert command("review_verify", str(file))[0] == 1


VALUES = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(), st.just([]), st.just({}))


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where in a document a value stands."""
    if path:
        yield path
    items: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, inner in items:
        yield from places(inner, (*path, name))


def put(document: Any, path: tuple[Any, ...], value: Any) -> Any:
    changed = json.loads(json.dumps(document))
    at = changed
    for name in path[:-1]:
        at = at[name]
    at[path[-1]] = value
    return changed


def test_any_value_changed_anywhere_in_a_record_is_noticed(cast: Cast) -> None:
    genuine = record(cast)
    known = keys.public_keys()
    everywhere = list(places(genuine))
    assert faults_of(genuine, known) == []

    @hypothesis(suppress_health_check=list(HealthCheck))
    @given(path=st.sampled_from(everywhere), value=VALUES)
    def change(path: tuple[Any, ...], value: Any) -> None:
        changed = put(genuine, path, value)
        if ledger.canonical_json(changed) != ledger.canonical_json(genuine):
            assert faults_of(changed, known) != []

    change()


def test_a_record_is_checked_without_database_and_data_folder(cast: Cast, tmp_path: Path) -> None:
    file = tmp_path / "record.json"
    file.write_text(json.dumps(record(cast)))
    key = keys.signing_key().public.public_bytes_raw().hex()
    nowhere = tmp_path / "nowhere"
    environment = {
        "PATH": os.environ["PATH"],
        "ORRERY_DATA_DIR": str(nowhere),
        "DATABASE_URL": "postgres://nobody@127.0.0.1:1/nothing",
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
    }
    arguments = [sys.executable, str(ROOT / "manage.py"), "review_verify", str(file), "--public-key", key]
    done = subprocess.run(arguments, env=environment, capture_output=True, text=True, check=False, cwd=tmp_path)

    assert (done.returncode, done.stderr) == (0, "")
    assert "valid" in done.stdout
    assert not (nowhere / "ledger.jsonl").exists()
    assert not (nowhere / "keys" / "seals").exists()
