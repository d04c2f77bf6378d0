from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from search.demand.keeping import forget


class Command(BaseCommand):
    help = "Remove what readers looked for too long ago (ORRERY_DEMAND_KEEP_DAYS), and change the key of rare queries in time."

    def handle(self, *args: Any, **options: Any) -> None:
        removed = forget()
        if options["verbosity"]:
            self.stdout.write(f"{removed} rows removed")
