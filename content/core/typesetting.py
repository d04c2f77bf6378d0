"""Pages for paper: HTML by pandoc into typst's markup, that by typst into PDF, with a font for every script of the site.

Both run as programs of their own, in an empty folder, with a limit on time: what fails in them fails alone.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pypandoc
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from fontTools.ttLib import TTFont

from content.core.languages import Language

SECONDS = 60
# Packages of fonts, all under the Open Font Licence.
FONT_PACKAGES = ("justmytype_intl_cjk", "justmytype_intl_rtl", "justmytype_intl_south_asia")
# Shipped for the web as WOFF2, which typst doesn't read.
WEB_FONTS = ("noto-serif-tibetan-tibetan-400-normal", "noto-serif-tibetan-tibetan-700-normal")
HAN = {"zh-hans": "Noto Sans SC", "zh-hant": "Noto Sans TC", "ja": "Noto Sans JP", "ko": "Noto Sans KR"}
# Typst's own for Latin, Greek and Cyrillic; the others where it has no sign.
FAMILIES = ("Libertinus Serif", "Noto Sans Arabic", "Noto Sans Devanagari", "Noto Serif Tibetan", *HAN.values())
# Points of type, and the distance of lines, by script.
SIZES = {"arabic": (12, 0.95), "tibetan": (13, 1.0), "han": (10.5, 0.85)}
PROGRAM = """
import sys, typst
typst.compile("main.typ", output="out.pdf", root=".", font_paths=sys.argv[1:], ignore_system_fonts=True)
"""


class TypesettingFailed(RuntimeError):
    """Pandoc or typst didn't finish; the message is theirs."""


def from_html(markup: str) -> str:
    """Typst markup of a piece of HTML: its words stay words, pictures are named by their `src`."""
    command = [str(pypandoc.get_pandoc_path()), "--sandbox", "-f", "html-auto_identifiers", "-t", "typst", "--wrap=none"]
    return _run(command, markup.encode()).decode()


def pdf(
    template: str, data: Mapping[str, Any], lang: Language, *, body: str = "", files: Mapping[str, bytes] | None = None
) -> bytes:
    """A PDF of the template `papers/<template>.typ`, which reads `data` and the typst markup `body`; pictures are in `files`.

    Raises `TypesettingFailed`. What the PDF says of itself is its title and language: no author, no time.
    """
    with tempfile.TemporaryDirectory(prefix="orrery-typst-") as name:
        folder = Path(name)
        for file, content in (files or {}).items():
            (folder / file).write_bytes(content)
        (folder / "data.json").write_text(json.dumps({**data, **_look(lang)}, ensure_ascii=False))
        (folder / "body.typ").write_text('#import "house.typ": *\n' + body)
        (folder / "house.typ").write_text(render_to_string("papers/house.typ"))
        (folder / "main.typ").write_text(render_to_string(f"papers/{template}.typ"))
        _run([sys.executable, "-c", PROGRAM, *font_folders()], b"", folder)
        return (folder / "out.pdf").read_bytes()


def _look(lang: Language) -> dict[str, Any]:
    """What the house's style asks of a language."""
    size, leading = SIZES.get(lang.script, (11, 0.7))
    first: tuple[Any, ...] = ("Noto Sans Arabic",) if lang.script == "arabic" else ()
    if lang.code in HAN:
        # Chinese and Japanese quotation marks are as wide as their signs.
        first = ({"name": "Libertinus Serif", "covers": "latin-in-cjk"}, HAN[lang.code])
    code, _dash, _rest = lang.code.partition("-")
    return {
        "lang": code,
        "rtl": lang.direction == "rtl",
        "fonts": [*first, *(name for name in FAMILIES if name not in first)],
        "size": size,
        "leading": leading,
    }


def _run(command: list[str], given: bytes, folder: Path | None = None) -> bytes:
    with tempfile.TemporaryDirectory(prefix="orrery-home-") as empty:
        environment = {"PATH": os.defpath, "HOME": empty, "LANG": "C.UTF-8", "TMPDIR": empty, "SOURCE_DATE_EPOCH": "0"}
        try:
            done = subprocess.run(  # noqa: S603  (our own programs and arguments)
                command, input=given, capture_output=True, timeout=SECONDS, cwd=folder or empty, env=environment, check=False
            )
        except (subprocess.TimeoutExpired, OSError) as error:
            raise TypesettingFailed(str(error)) from error
    if done.returncode:
        raise TypesettingFailed(done.stderr.decode(errors="replace")[-2000:])
    return done.stdout


@cache
def font_folders() -> tuple[str, ...]:
    places = [Path(spec.origin).parent for name in FONT_PACKAGES if (spec := find_spec(name)) and spec.origin]
    return (*map(str, places), str(_web_fonts()))


def _web_fonts() -> Path:
    """The fonts shipped for the web, unpacked once into the data folder."""
    folder = Path(settings.ORRERY_DATA_DIR) / "fonts"
    folder.mkdir(parents=True, exist_ok=True)
    for name in WEB_FONTS:
        source, target = finders.find(f"fonts/{name}.woff2"), folder / f"{name}.ttf"
        if source and not target.exists():
            font = TTFont(source)
            font.flavor = None
            # Two processes may unpack at once: each writes its own, the last one stays.
            with tempfile.NamedTemporaryFile(dir=folder, suffix=".part", delete=False) as part:
                font.save(part.name)
            Path(part.name).replace(target)
    return folder
