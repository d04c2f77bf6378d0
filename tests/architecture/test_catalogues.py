"""The message catalogues are complete, free of drift, and keep their placeholders."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.utils.translation import to_locale

ROOT = Path(__file__).resolve().parents[2]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
COMPLETE = [to_locale(code) for code in settings.ORRERY_COMPLETE_CATALOGUES]
lacks_gettext = shutil.which("xgettext") is None and os.environ.get("CI") != "true"
needs_gettext = pytest.mark.skipif(lacks_gettext, reason="left out: this machine has no gettext")


def catalogue(locale: str) -> polib.POFile:
    return polib.pofile(str(ROOT / "locale" / locale / "LC_MESSAGES" / "django.po"))


@pytest.mark.parametrize("locale", COMPLETE)
def test_every_message_is_translated(locale: str) -> None:
    entries = [entry for entry in catalogue(locale) if not entry.obsolete]
    assert [entry.msgid for entry in entries if not entry.translated() or entry.fuzzy] == []
    assert len(entries) > 100


@pytest.mark.parametrize("locale", COMPLETE)
def test_placeholders_are_kept(locale: str) -> None:
    wrong = []
    for entry in catalogue(locale):
        wanted = set(PLACEHOLDER.findall(entry.msgid)) | set(PLACEHOLDER.findall(entry.msgid_plural))
        for text in [entry.msgstr, *entry.msgstr_plural.values()]:
            # A plural form for one or two may say the number in words.
            if text and not set(PLACEHOLDER.findall(text)) <= wanted:
                wrong.append(entry.msgid)
            if entry.msgstr and set(PLACEHOLDER.findall(entry.msgstr)) != wanted:
                wrong.append(entry.msgid)
    assert wrong == []


@needs_gettext
def test_catalogues_follow_the_code(tmp_path: Path) -> None:
    """`make messages` would change nothing."""
    done = subprocess.run(
        [sys.executable, "-m", "config.catalogues", "--check", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_language_of_the_site_has_a_catalogue() -> None:
    for code, _name in settings.LANGUAGES:
        if code != settings.LANGUAGE_CODE:
            assert (ROOT / "locale" / to_locale(code) / "LC_MESSAGES" / "django.po").exists()
