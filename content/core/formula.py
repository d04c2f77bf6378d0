"""Formulae: LaTeX in, MathML out, by pandoc's texmath; chemistry's \\ce too. What can't be read is an error that says where."""

from __future__ import annotations

import hashlib
import html
import re
import subprocess
from functools import cache, lru_cache

import pypandoc
from django.core.cache import caches
from django.core.exceptions import ValidationError
from django.utils.html import escape
from django.utils.translation import gettext as _

SECONDS = 10
_CE = re.compile(r"\\ce\s*\{((?:[^{}]|\{[^{}]*\})*)\}")
_MATH = re.compile(r"<math.*</math>", re.DOTALL)
_INLINE = re.compile(r"\\\((.+?)\\\)", re.DOTALL)
_ARROWS = {"<=>": r"\rightleftharpoons ", "<->": r"\leftrightarrow ", "->": r"\rightarrow ", "<-": r"\leftarrow "}
_TOKEN = re.compile(r"<=>|<->|->|<-|\((?:aq|s|l|g)\)|\^\{[^}]*\}|\^[0-9]*[+-]|_\{[^}]*\}|[A-Z][a-z]?|[()\[\]]|\d+|[+=.·*-]|\s+|.")


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
    # Pandoc takes a tenth of a second to start: where the processes share a cache, one of them asks.
    key = f"mathml:{display:d}:{hashlib.sha256(source.encode()).hexdigest()}"
    return str(caches["default"].get_or_set(key, lambda: _converted(source, display), timeout=None))


def _converted(source: str, display: bool) -> str:
    delimited = f"$${source}$$" if display else f"${source}$"
    done = subprocess.run(  # noqa: S603  (our own program, the text on its standard input)
        [_program(), "--sandbox", "--from", "markdown", "--to", "html", "--mathml"],
        input=delimited.encode(),
        capture_output=True,
        timeout=SECONDS,
        check=False,
    )
    warnings = done.stderr.decode(errors="replace")
    match = _MATH.search(done.stdout.decode(errors="replace"))
    if done.returncode or "Could not convert" in warnings or match is None:
        raise UnreadableFormula(_place(warnings))
    return match.group(0)


def with_formulae(markup: str) -> str:
    """Rich text with its inline `\\( … \\)` as MathML; one that can't be read stays as it was typed."""
    return _INLINE.sub(_inline, markup)


def with_chemistry(latex: str) -> str:
    r"""LaTeX in which `\ce{…}` is written out: the part of mhchem that formulae and equations need."""
    return _CE.sub(lambda match: _chemistry(match.group(1)), latex)


def _inline(match: re.Match[str]) -> str:
    try:
        return mathml(html.unescape(match.group(1)), display=False)
    except UnreadableFormula:
        return f"<code>{escape(match.group(1))}</code>"


def _chemistry(source: str) -> str:
    out, previous = [], ""
    for token in _TOKEN.findall(source):
        out.append(_chemical(token, previous))
        previous = token
    return "".join(out)


def _chemical(token: str, previous: str) -> str:
    if token in _ARROWS:
        return _ARROWS[token]
    if re.fullmatch(r"[A-Z][a-z]?", token):
        return rf"\mathrm{{{token}}}"
    if token.isdigit():
        after_symbol = bool(re.fullmatch(r"[A-Z][a-z]?|[)\]]", previous))
        return f"_{{{token}}}" if after_symbol else token
    if token.startswith("^") and not token.startswith("^{"):
        return f"^{{{token[1:]}}}"
    if re.fullmatch(r"\((?:aq|s|l|g)\)", token):
        return rf"\,\text{{{token}}}"
    return r"\cdot " if token in {"*", "·"} else token


def _place(warnings: str) -> str:
    lines = [line.strip() for line in warnings.splitlines() if line.strip() and not line.startswith("[WARNING]")]
    return " ".join(lines)[:200] or _("it isn't LaTeX")


@cache
def _program() -> str:
    return str(pypandoc.get_pandoc_path())
