from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.html import strip_tags
from django.utils.translation import get_supported_language_variant
from django.utils.translation import gettext as _

from content.core.commands import OrreryCommand
from search.engines.base import Engine
from search.finding import Asked, results_of
from search.indexing import catch_up, engines


class Command(OrreryCommand):
    help = "What the public search answers."

    def arguments(self, parser: CommandParser) -> None:
        parser.add_argument("query", metavar="QUERY")
        parser.add_argument("--lang", default="", help="The reader's language; without it, the query's isn't known.")
        parser.add_argument("--any-language", action="store_true", help="Works in other languages than the reader's too.")
        parser.add_argument("--engine", choices=["embedded", "elasticsearch"], help="Ask this one alone.")

    def run(self, *, query: str, lang: str, any_language: bool, engine: str | None, json: bool, **options: Any) -> None:
        lang = _language(lang) if lang else ""
        catch_up()
        asked = Asked(text=query, lang=lang, only=not any_language)
        found = results_of(asked, [_engine(engine)] if engine else None)
        if json:
            self.print_json({"total": found.total, "results": [_result(result) for result in found.results]})
            return
        for result in found.results:
            self.stdout.write(f"{result.card.title}  {result.url}\n    {strip_tags(result.snippet)}")
            self.stdout.writelines(f"    {reason}" for reason in result.reasons)
        self.stdout.write(_("%(total)d found") % {"total": found.total})


def _language(code: str) -> str:
    """The site's language that a code means: zh and zh_CN are zh-hans."""
    try:
        return get_supported_language_variant(code.replace("_", "-").lower())
    except LookupError as error:
        raise CommandError(_("%(lang)s isn't a language of this site.") % {"lang": code}) from error


def _engine(name: str) -> Engine:
    for engine in engines():
        if engine.name == name:
            return engine
    raise CommandError(_("The engine %(name)s isn't configured.") % {"name": name})


def _result(result: Any) -> dict[str, Any]:
    card = result.card
    return {
        "id": card.id,
        "type": card.kind,
        "lang": card.language.code,
        "title": card.title,
        "url": card.url,
        "snippet": result.snippet,
        "also_in": [{"lang": other.language.code, "url": other.url} for other in result.also_in],
        "passage_url": result.url,
        "reasons": [{"kind": reason.kind, "text": str(reason)} for reason in result.reasons],
    }
