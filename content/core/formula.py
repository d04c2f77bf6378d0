"""Formulae: LaTeX in, MathML out, by pandoc's texmath; chemistry's \\ce too. What can't be read is an error that says where."""

from __future__ import annotations

import html
import re
import subprocess
from functools import cache, lru_cache

import pypandoc
from django.core.exceptions import ValidationError
from django.utils.html import escape
from django.utils.translation import gettext as _

from content.core.chemistry import with_chemistry

SECONDS = 10
_MATH = re.compile(r"<math.*</math>", re.DOTALL)
_INLINE = re.compile(r"\\\((.+?)\\\)", re.DOTALL)


class UnreadableFormula(ValueError):
    """What texmath can't read; the message says where."""


def check_formula(latex: str) -> None:
    """Raise `ValidationError`, saying where, for LaTeX that can't be read."""
    try:
        mathml(latex)
    except UnreadableFormula as error:
        raise ValidationError(_("This formula can't be read: %(reason)s") % {"reason": error}) from error


@lru_cache(maxsize=4096)
def mathml(latex: str, display: bool = True) -> str:
    """Presentation MathML for LaTeX. Raises `UnreadableFormula`."""
    source = with_chemistry(latex.strip())
    if not source or "$" in source:
        raise UnreadableFormula(_("it is empty, or holds a dollar sign"))
    delimited = f"$${source}$$" if display else f"${source}$"
    command = [_program(), "--sandbox", "--from", "markdown", "--to", "html", "--mathml"]
    try:
        done = subprocess.run(command, input=delimited.encode(), capture_output=True, timeout=SECONDS, check=False)  # noqa: S603  (our own program)
    except subprocess.TimeoutExpired as error:
        raise UnreadableFormula(_("reading it took too long")) from error
    warnings = done.stderr.decode(errors="replace")
    match = _MATH.search(done.stdout.decode(errors="replace"))
    if done.returncode or "Could not convert" in warnings or match is None:
        raise UnreadableFormula(_place(warnings))
    return match.group(0)


def with_formulae(markup: str) -> str:
    """Rich text with its inline `\\( … \\)` as MathML; one that can't be read stays as it was typed."""
    return _INLINE.sub(_inline, markup)


def _inline(match: re.Match[str]) -> str:
    try:
        return mathml(html.unescape(match.group(1)), display=False)
    except UnreadableFormula:
        return f"<code>{escape(match.group(1))}</code>"


def _place(warnings: str) -> str:
    """What texmath says, in a sentence: behind which words, and what is wrong there."""
    lines = warnings.splitlines()
    mark = next((number for number, line in enumerate(lines) if number and line.strip() == "^"), None)
    if mark is None:
        return _("it isn't LaTeX")
    before = lines[mark - 1][2 : lines[mark].index("^")].strip()[-30:]
    found = lines[mark + 1].strip() if mark + 1 < len(lines) else ""
    what = _("something is missing at the end") if found == "unexpected eof" else found
    return _("after “%(before)s”: %(what)s") % {"before": before, "what": what} if before else what


@cache
def _program() -> str:
    return str(pypandoc.get_pandoc_path())
