from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from content.core.commands import OrreryCommand
from content.core.refusal import Refused
from content.core.registry import work_types
from content.exchange.document import ImportRefused
from content.exchange.importer import import_bundle
from content.exchange.safety import open_path
from content.people.models import User

logger = logging.getLogger("orrery.exchange")


class Command(OrreryCommand):
    help = "Make drafts from a file, or from a folder of one work in several languages."

    def arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path, metavar="PATH")
        kinds = sorted(model.kind() for model in work_types() if model.parent_page_types == ["core.Section"])
        parser.add_argument("--type", dest="kind", required=True, choices=kinds)
        parser.add_argument("--lang", default="", help="the language, where the file doesn't say")
        parser.add_argument("--translation-of", type=int, metavar="ID")
        parser.add_argument("--as", dest="email", metavar="EMAIL", help="who imports; without it, the system does")
        parser.add_argument("--dry-run", action="store_true", help="say what would be made, and make nothing")

    def run(self, *, path: Path, kind: str, json: bool, **options: Any) -> None:
        given = {"lang": options["lang"], "translation_of": options["translation_of"], "dry_run": options["dry_run"]}
        try:
            reports = import_bundle(open_path(path), kind=kind, by=_account(options["email"]), **given)
        except (Refused, PermissionDenied):
            raise
        except (ImportRefused, OSError) as error:
            raise Refused(error) from error
        except Exception as error:
            # A file that nobody thought of ends in one line as well; the traceback is for who asks for it.
            logger.debug("Import of %s failed", path, exc_info=True)
            detail = f"{type(error).__name__}: {error}"[:300]
            raise Refused(_("The file can't be imported: %(detail)s") % {"detail": detail}) from error
        if json:
            self.print_json([report.as_dict() for report in reports])
            return
        for report in reports:
            self.stdout.write(f"{report.outcome}: {report.id} {report.lang} “{report.title}” {report.url_path}")
            for warning in report.warnings:
                self.stdout.write(f"  - {warning}")


def _account(email: str | None) -> User | None:
    """Whom an import is made for; None is the system. Raises `Refused` for an unknown address."""
    by = User.objects.filter(email__iexact=email, is_active=True).first() if email else None
    if email and by is None:
        raise Refused(_("There is no account %(email)s.") % {"email": email})
    return by
