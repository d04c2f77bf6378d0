from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from content.core.commands import OrreryCommand
from search.finding import find
from search.indexing import catch_up


class Command(OrreryCommand):
    help = "What the public search answers."

    def arguments(self, parser: CommandParser) -> None:
        parser.add_argument("query", metavar="QUERY")
        parser.add_argument("--lang", default="")

    def run(self, *, query: str, lang: str, json: bool, **options: Any) -> None:
        if lang and lang not in dict(settings.LANGUAGES):
            raise CommandError(_("%(lang)s isn't a language of this site.") % {"lang": lang})
        catch_up()
        found = find(query, lang)
        if json:
            self.print_json({"total": found.total, "results": [_result(result) for result in found.results]})
            return
        for result in found.results:
            self.stdout.write(f"{result.card.title}  {result.card.url}\n    {strip_tags(result.snippet)}")
        self.stdout.write(_("%(total)d found") % {"total": found.total})


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
    }
