from __future__ import annotations

import json as json_
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from content.core.commands import OrreryCommand
from content.review.grading import Change, grade, grade_texts, worst


class Command(OrreryCommand):
    help = "Grade a change between two texts: typo, style or meaning. Needs no database."
    requires_system_checks = ()
    needs_database = False

    def arguments(self, parser: CommandParser) -> None:
        parser.add_argument("old", nargs="?", type=Path, metavar="OLD")
        parser.add_argument("new", nargs="?", type=Path, metavar="NEW")
        parser.add_argument("--lang", metavar="LANG", help="the language of both texts")
        parser.add_argument("--pairs", type=Path, metavar="F", help="JSON lines {id, lang, old, new}")

    def run(
        self, *, old: Path | None, new: Path | None, lang: str | None, pairs: Path | None, json: bool, **options: Any
    ) -> None:
        if pairs is not None and (old or new or lang):
            raise CommandError(_("--pairs names its own texts and languages: leave the files and --lang out."))
        if pairs is not None:
            # Everything is graded before anything is written: what stops halfway must not look like a result.
            for line in list(_graded_pairs(pairs)):
                self.stdout.write(line)
            return
        if old is None or new is None or not (lang or "").strip():
            raise CommandError(_("Name two files and --lang, or --pairs."))
        changes = grade_texts(_read(old), _read(new), lang=str(lang))
        if json:
            self.print_json({"grade": worst(changes), "passages": list(_passages(changes))})
            return
        self.stdout.write(worst(changes))
        for change in changes:
            self.stdout.write(f"{change.grade} ({', '.join(change.reasons)})\n- {change.before}\n+ {change.after}")


def _graded_pairs(path: Path) -> Iterator[str]:
    # Only line feeds part lines here: a text may hold any other separator, unescaped.
    for number, line in enumerate(_read(path).split("\n"), 1):
        if line.strip():
            yield _graded(line, number)


def _graded(line: str, number: int) -> str:
    try:
        pair = json_.loads(line)
        texts = [pair[name] for name in ("lang", "old", "new")]
        if not all(isinstance(text, str) for text in texts) or not texts[0].strip() or not isinstance(pair["id"], str | int):
            raise ValueError(line[:80])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise CommandError(_("Line %(number)d isn't an object with id, lang, old and new.") % {"number": number}) from error
    change = grade(pair["old"], pair["new"], lang=pair["lang"])
    found = {"id": pair["id"], "grade": change.grade, "reasons": list(change.reasons)}
    return json_.dumps(found, ensure_ascii=False)


def _passages(changes: list[Change]) -> Iterator[dict[str, Any]]:
    for change in changes:
        yield {"grade": change.grade, "reasons": list(change.reasons), "before": change.before, "after": change.after}


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise CommandError(_("%(path)s can't be read: %(error)s") % {"path": path, "error": error}) from error
