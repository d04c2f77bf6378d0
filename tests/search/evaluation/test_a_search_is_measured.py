from __future__ import annotations

import gzip
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from search.evaluation.data import BadData, Question, passages_of, questions_of
from search.evaluation.measures import Answered, by_set, by_type, percentiles

PASSAGES = [
    ("stars", "en", "Stars", "A star is a ball of hot plasma held together by its own gravity."),
    ("whales", "en", "Whales", "Whales are mammals that live in the open sea."),
    ("sterne", "de", "Sterne", "Ein Stern ist eine Kugel aus heißem Plasma."),
    ("hengxing", "zh", "恒星", "恒星是由引力凝聚在一起的等离子体球。"),
    ("quasi", "xx", "", "Bliktar obmeno varustin."),
]
QUESTIONS = [
    ("1", "en", "q", "what is a star", ["stars"]),
    ("2", "en", "kw", "mammals sea", ["whales"]),
    ("3", "de", "q", "Was ist ein Stern?", ["sterne"]),
    ("4", "zh", "q", "恆星是什麼", ["hengxing"]),
    ("5", "xx", "kw", "obmeno", ["quasi"]),
    ("6", "en", "kw", "plasma", ["nowhere"]),
]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    keys = ("id", "lang", "title", "text")
    rows = [{"ds": "made", "group": row[0], **dict(zip(keys, row, strict=True))} for row in PASSAGES]
    path = tmp_path / "corpus.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join(map(json.dumps, rows)).encode()))
    return path


@pytest.fixture
def queries(tmp_path: Path) -> Path:
    keys = ("qid", "lang", "type", "query", "relevant")
    rows = [{"ds": "made", **dict(zip(keys, row, strict=True))} for row in QUESTIONS]
    path = tmp_path / "queries.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)))
    return path


def evaluated(corpus: Path, queries: Path, *more: str) -> dict[str, Any]:
    out = StringIO()
    call_command("search_eval", "--corpus", str(corpus), "--queries", str(queries), "--json", *more, stdout=out)
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


def test_passages_in_any_language_are_found_without_a_database(corpus: Path, queries: Path) -> None:
    found = evaluated(corpus, queries)
    assert (found["engine"], found["mode"], found["docs"]) == ("embedded", "filtered", 5)
    assert found["types"]["q"] == {"n": 3, "mrr10": 1.0, "r10": 1.0, "zero": 0.0}
    assert found["sets"]["made xx"]["kw"]["mrr10"] == 1.0
    assert found["index_bytes"] > 0
    assert set(found["ms"]) == {"p50", "p95"}


@pytest.mark.parametrize("mode", ["all", "any"])
def test_without_a_language_the_same_is_found(corpus: Path, queries: Path, mode: str) -> None:
    assert evaluated(corpus, queries, "--mode", mode)["types"]["q"]["mrr10"] == 1.0


def test_without_a_server_elasticsearch_is_not_measured_and_says_why(
    corpus: Path, queries: Path, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.ELASTICSEARCH_URL = ""
    with pytest.raises(SystemExit) as refused:
        evaluated(corpus, queries, "--engine", "elasticsearch")
    assert refused.value.code
    assert "ELASTICSEARCH_URL" in capsys.readouterr().err


def test_only_the_types_asked_for_are_measured(corpus: Path, queries: Path) -> None:
    assert set(evaluated(corpus, queries, "--types", "kw")["types"]) == {"kw"}


def test_a_run_is_written_for_others_measures(corpus: Path, queries: Path, tmp_path: Path) -> None:
    evaluated(corpus, queries, "--run", str(tmp_path / "run.tsv"))
    rows = [line.split("\t") for line in (tmp_path / "run.tsv").read_text().splitlines()]
    assert ["1", "1", "stars"] in [row[:3] for row in rows]
    assert all(float(row[3]) > 0 for row in rows)


def test_a_type_no_query_has_is_refused(corpus: Path, queries: Path) -> None:
    with pytest.raises(SystemExit) as refused:
        evaluated(corpus, queries, "--types", "poem")
    assert refused.value.code == 2


def test_a_line_that_is_no_query_is_named(corpus: Path) -> None:
    with pytest.raises(BadData, match=r"corpus\.jsonl\.gz:1"):
        questions_of(corpus)


@pytest.mark.parametrize(
    "content",
    [
        b"not json",
        b"[1]",
        b'{"id": "1", "lang": null, "text": "x"}',
        b'{"id": "1", "lang": "en", "text": null}',
        b'{"id": {}, "lang": "en", "text": "x"}',
        b"\xff\xfe not UTF-8",
        gzip.compress(b'{"id": "1", "lang": "en", "text": "x"}')[:30],
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_its_line(content: bytes, tmp_path: Path, queries: Path) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_bytes(content)
    with pytest.raises(BadData, match=r"bad\.jsonl:1: "):
        passages_of(path)
    with pytest.raises(SystemExit) as refused:
        evaluated(path, queries)
    assert refused.value.code == 2


def test_relevant_ids_are_a_list(tmp_path: Path) -> None:
    path = tmp_path / "queries.jsonl"
    path.write_text('{"qid": "1", "lang": "en", "type": "q", "query": "x", "relevant": "12"}')
    with pytest.raises(BadData, match='relevant can\'t be "12"'):
        questions_of(path)


def test_a_byte_order_mark_is_no_part_of_the_first_line(tmp_path: Path) -> None:
    path = tmp_path / "corpus.jsonl"
    path.write_text('{"id": 1, "lang": "en", "text": "x"}\n', encoding="utf-8-sig")
    assert [passage.id for passage in passages_of(path)] == ["1"]


def test_a_run_that_cannot_be_written_is_said(corpus: Path, queries: Path, tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as refused:
        evaluated(corpus, queries, "--run", str(tmp_path / "nowhere" / "run.tsv"))
    assert refused.value.code == 2


def test_chinese_without_more_is_simplified(corpus: Path) -> None:
    assert {passage.lang for passage in passages_of(corpus)} == {"en", "de", "zh-hans", "xx"}


def answered(data_set: str, found: list[str], relevant: str = "a") -> Answered:
    return Answered(Question("1", data_set, "en", "q", "?", frozenset({relevant})), [(name, 1.0) for name in found], 1.0)


def test_each_set_counts_the_same_however_many_queries_it_has() -> None:
    answers = [answered("large", ["a"]), answered("large", ["a"]), answered("large", ["a"]), answered("small", ["b", "a"])]
    assert by_type(answers)["q"]["mrr10"] == 0.75
    assert by_set(answers)["small en"]["q"]["mrr10"] == 0.5


def test_an_answer_after_the_tenth_counts_as_none() -> None:
    late = answered("one", [*"bcdefghijk", "a"])
    assert by_type([late])["q"] == {"n": 1, "mrr10": 0.0, "r10": 0.0, "zero": 0.0}


def test_a_query_without_any_answer_is_counted() -> None:
    assert by_type([answered("one", []), answered("one", ["a"])])["q"]["zero"] == 0.5


def test_percentiles_are_times_that_were_measured() -> None:
    assert percentiles(range(1, 101)) == {"p50": 50, "p95": 95}
