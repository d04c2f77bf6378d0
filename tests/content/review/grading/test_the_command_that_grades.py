from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).parents[4]


def printed(*arguments: object) -> str:
    out = io.StringIO()
    call_command("review_grade", *map(str, arguments), stdout=out)
    return out.getvalue()


def refused(*arguments: object) -> str:
    """What is said on stderr; nothing may stand on stdout that looks like a result."""
    out, error = io.StringIO(), io.StringIO()
    with pytest.raises(SystemExit) as stopped:
        call_command("review_grade", *map(str, arguments), stdout=out, stderr=error)
    assert stopped.value.code == 2
    assert out.getvalue() == ""
    said = error.getvalue().strip()
    assert said
    assert "\n" not in said
    return said


def test_it_grades_two_files(tmp_path: Path) -> None:
    old, new = tmp_path / "old.md", tmp_path / "new.md"
    old.write_text("# Far\n\nThe telescop sees far.\n\nIt weighs 12 kg.\n")
    new.write_bytes("\ufeff# Far\r\n\r\nThe telescope sees far.\r\n\r\nIt weighs 12 kg.\r\n".encode())

    result = json.loads(printed(old, new, "--lang", "en", "--json"))

    assert result["grade"] == "typo"
    assert result["passages"] == [
        {"grade": "typo", "reasons": ["spelling"], "before": "The telescop sees far.", "after": "The telescope sees far."}
    ]
    assert printed(old, old, "--lang", "en").strip() == "none"


def test_it_grades_pairs_line_by_line(tmp_path: Path) -> None:
    pairs = tmp_path / "pairs.jsonl"
    lines = [
        {"id": 7, "lang": "en", "old": "It is hot.", "new": "It is not hot."},
        {"id": "b", "lang": "zh-hans", "old": "水 很热。", "new": "水很热。"},
        {"id": "c", "lang": "en", "old": "Ice\u2028melts..", "new": "Ice\u2028melts."},
    ]
    pairs.write_bytes(("\ufeff" + "\r\n".join(json.dumps(line, ensure_ascii=False) for line in lines) + "\r\n\r\n").encode())

    found = [json.loads(line) for line in printed("--pairs", pairs).splitlines()]

    assert [(line["id"], line["grade"]) for line in found] == [(7, "meaning"), ("b", "typo"), ("c", "typo")]
    assert all(line["reasons"] for line in found)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{", "Line 2"),
        ("[]", "Line 2"),
        ("7", "Line 2"),
        ('{"id": 1, "old": "a", "new": "b"}', "Line 2"),
        ('{"id": 1, "lang": " ", "old": "a", "new": "b"}', "Line 2"),
        ('{"id": 1, "lang": "en", "old": null, "new": "b"}', "Line 2"),
        ("[" * 100_000, "Line 2"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_written(tmp_path: Path, line: str, why: str) -> None:
    pairs = tmp_path / "pairs.jsonl"
    pairs.write_text('{"id": 1, "lang": "en", "old": "a", "new": "b"}\n' + line + "\n")

    assert why in refused("--pairs", pairs)


def test_what_cannot_be_read_is_said_in_one_line(tmp_path: Path) -> None:
    text, latin = tmp_path / "text.txt", tmp_path / "latin.txt"
    text.write_text("A star.")
    latin.write_bytes(b"\xe9toile")

    assert "can't be read" in refused(tmp_path / "missing", text, "--lang", "en")
    assert "can't be read" in refused(text, tmp_path, "--lang", "en")
    assert "can't be read" in refused(latin, text, "--lang", "fr")
    assert "can't be read" in refused("--pairs", tmp_path)
    assert "--lang" in refused(text, text)
    assert "--lang" in refused(text, "--lang", "en")
    assert "--pairs" in refused(text, text, "--pairs", text)


def test_a_line_of_a_megabyte_is_graded(tmp_path: Path) -> None:
    pairs = tmp_path / "pairs.jsonl"
    text = "The star is far away. " * 50_000
    pairs.write_text(json.dumps({"id": 1, "lang": "en", "old": text, "new": text + " ."}) + "\n")

    assert json.loads(printed("--pairs", pairs))["id"] == 1


def test_it_needs_no_database(tmp_path: Path) -> None:
    pairs = tmp_path / "pairs.jsonl"
    pairs.write_text('{"id": 1, "lang": "en", "old": "It is hot.", "new": "It is not hot."}\n')
    nowhere = {**os.environ, "DATABASE_URL": "postgres://nowhere/none"}

    done = subprocess.run(
        [sys.executable, "manage.py", "review_grade", "--pairs", str(pairs)],
        cwd=ROOT, env=nowhere, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert (done.returncode, json.loads(done.stdout)["grade"]) == (0, "meaning")
