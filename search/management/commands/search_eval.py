from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from content.core.commands import Failed, OrreryCommand
from search.engines.base import EngineUnavailable
from search.evaluation.data import BadData, passages_of, questions_of
from search.evaluation.running import ENGINES, Evaluation, Mode, evaluate


class Command(OrreryCommand):
    help = "How good and how fast search answers, on passages and queries whose answers are known."
    needs_database = False
    requires_system_checks: list[str] = []

    def arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--corpus", type=Path, required=True, help="JSON lines: id, ds, lang, title, text, group")
        parser.add_argument("--queries", type=Path, required=True, help="JSON lines: qid, ds, lang, type, query, relevant")
        parser.add_argument("--engine", choices=sorted(ENGINES), default="embedded")
        parser.add_argument("--mode", choices=[mode.value for mode in Mode], default=Mode.FILTERED.value)
        parser.add_argument("--types", default="", metavar="q,kw,…")
        parser.add_argument("--run", dest="run_file", type=Path, metavar="F", help="write qid, rank, id, score as TSV")

    def run(self, *, corpus: Path, queries: Path, engine: str, mode: str, json: bool, **options: Any) -> None:
        types = frozenset(filter(None, options["types"].split(",")))
        try:
            passages, questions = passages_of(corpus), questions_of(queries, types)
        except (OSError, BadData) as error:
            raise CommandError(str(error)) from error
        if not questions:
            raise CommandError(_("There is no query of these types."))
        try:
            found = evaluate(engine, passages, questions, Mode(mode))
        except EngineUnavailable as error:
            raise Failed(str(error)) from error
        if options["run_file"]:
            self._write(found, options["run_file"])
        if json:
            self.print_json(found.summary())
        else:
            self._print(found)

    def _write(self, found: Evaluation, path: Path) -> None:
        lines = ("\t".join(map(str, row)) + "\n" for row in found.run())
        try:
            path.write_text("".join(lines), encoding="utf-8")
        except OSError as error:
            raise CommandError(str(error)) from error

    def _print(self, found: Evaluation) -> None:
        summary = found.summary()
        self.stdout.write("type       n  MRR@10   R@10   zero")
        for name, row in summary["types"].items():
            self.stdout.write(f"{name:6} {row['n']:5} {row['mrr10']:7.3f} {row['r10']:6.3f} {row['zero']:6.3f}")
        self.stdout.write(f"p50 {summary['ms']['p50']:.2f} ms, p95 {summary['ms']['p95']:.2f} ms")
        speed, share = found.docs / max(found.index_seconds, 1e-9), found.index_bytes / max(found.text_bytes, 1)
        self.stdout.write(f"{found.docs} passages, {speed:.0f}/s; index {found.index_bytes} bytes, {share:.2f} x the text")
