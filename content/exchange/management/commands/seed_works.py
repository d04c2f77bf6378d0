from __future__ import annotations

from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from content.core.commands import OrreryCommand, refuse_in_production
from content.core.signals import bulk_published
from content.core.tree import grow_tree
from content.exchange.seeding import all_languages, seed


class Command(OrreryCommand):
    help = "Make generated, approved, published works, for measuring. Leaves the index marked for a rebuild."

    def arguments(self, parser: CommandParser) -> None:
        parser.add_argument("count", type=int, metavar="N")
        parser.add_argument("--langs", nargs="+", default=None)

    def run(self, *, count: int, langs: list[str] | None, json: bool, **options: Any) -> None:
        refuse_in_production(False, _("Seeding"))
        if count < 1:
            raise CommandError(_("The number of works is at least one."))
        unknown = set(langs or ()) - {code for code, _name in settings.LANGUAGES}
        if unknown:
            raise CommandError(_("Unknown languages: %(langs)s") % {"langs": ", ".join(sorted(unknown))})
        grow_tree()
        made = seed(count, langs or all_languages())
        bulk_published.send(apps.get_app_config("exchange"))
        if json:
            self.print_json({"made": made.made, "languages": made.languages})
        else:
            self.stdout.write(f"{made.made}: {', '.join(made.languages)}")
