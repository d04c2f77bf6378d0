"""Files between the preview and the decision: kept a day in the data folder, for the person who sent them."""

from __future__ import annotations

import re
import secrets
import shutil
import time
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from content.core.refusal import Refused
from content.exchange.document import ImportRefused
from content.exchange.safety import MAX_FILE, MAX_FILES, Bundle, open_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from content.people.models import User

KEPT_SECONDS = 24 * 3600
_TOKEN = re.compile(r"^[\w-]{20,40}$")


def keep(files: Sequence[UploadedFile[Any]], by: User) -> str:
    """Store what was sent; the token to open it with. Raises `Refused`."""
    _sweep()
    if not files:
        raise Refused(_("Choose a file first."))
    if len(files) > MAX_FILES or sum(file.size or 0 for file in files) > MAX_FILE:
        raise Refused(_("The files together are larger than %(limit)d megabytes.") % {"limit": MAX_FILE // 1_000_000})
    token = secrets.token_urlsafe(20)
    folder = _place(token, by) / "files"
    folder.mkdir(parents=True, mode=0o700)
    for file in files:
        name = PurePosixPath((file.name or "").replace("\\", "/")).name.lstrip(".")
        with (folder / (name or "file")).open("wb") as target:
            for chunk in file.chunks():
                target.write(chunk)
    return token


def open_kept(token: str, by: User) -> Bundle:
    """What `keep` stored. Raises `Refused` when it is gone, is someone else's, or can't come in."""
    place = _place(token, by)
    folders = sorted(place.iterdir()) if place.is_dir() else []
    if not folders:
        raise Refused(_("The file is no longer here; send it again."))
    files = sorted(folders[0].iterdir())
    try:
        # One file is a work; several are the folder of one, without the name that a folder has.
        bundle = open_path(files[0] if len(files) == 1 else folders[0])
        bundle.name = bundle.name if len(files) == 1 else ""
        return bundle
    except ImportRefused as error:
        raise Refused(error) from error


def forget(token: str, by: User) -> None:
    shutil.rmtree(_place(token, by), ignore_errors=True)


def _place(token: str, by: User) -> Path:
    if not _TOKEN.match(token):
        raise Refused(_("The file is no longer here; send it again."))
    return _root() / f"{by.pk}-{token}"


def _root() -> Path:
    return Path(settings.ORRERY_DATA_DIR) / "uploads"


def _sweep() -> None:
    root = _root()
    for place in root.iterdir() if root.is_dir() else ():
        if place.stat().st_mtime < time.time() - KEPT_SECONDS:
            shutil.rmtree(place, ignore_errors=True)
