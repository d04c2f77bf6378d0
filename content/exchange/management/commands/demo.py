from __future__ import annotations

from typing import Any

from django.core.management import call_command
from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from content.core.commands import OrreryCommand, refuse_in_production
from content.core.tree import grow_tree
from content.exchange.demo.accounts import make_accounts
from content.exchange.demo.experts import propose_expert
from content.exchange.demo.policies import load_policies
from content.exchange.demo.reference import load_reference_data
from content.exchange.demo.works import load_works
from content.review.setup import set_up_letters, set_up_workflow


class Command(OrreryCommand):
    help = "Make the demo site: migrations, languages, accounts, reference data, works. Safe to repeat."

    def arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--empty", action="store_true", help="site, languages, policies and accounts, no works")

    def run(self, *, empty: bool, json: bool, **options: Any) -> None:
        refuse_in_production(False, _("The demo"))

        def tell(step: str) -> None:
            """What takes minutes says how far it is."""
            if not json:
                self.stdout.write(step)
                self.stdout.flush()

        tell("database")
        call_command("migrate", interactive=False, verbosity=0)
        grow_tree()
        set_up_workflow()
        set_up_letters()
        tell("accounts")
        accounts = make_accounts()
        tell("reference data and policies")
        load_reference_data()
        load_policies(empty=empty)
        if not empty:
            propose_expert()
            load_works(tell)
        if json:
            self.print_json({"accounts": accounts})
            return
        for account in accounts:
            self.stdout.write("{role:<14} {email:<30} {password}".format(**account))
