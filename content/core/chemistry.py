r"""Chemistry's `\ce{…}` written out as LaTeX: the part of mhchem that formulae, ions, isotopes and equations need."""

from __future__ import annotations

import re

_CE = re.compile(r"\\ce\s*\{((?:[^{}]|\{[^{}]*\})*)\}")
_TOKEN = re.compile(
    r"""(?P<arrow><=>|<->|->|<-)(?:\[(?P<above>[^\]]*)\])?
    |(?P<state>\((?:aq|s|l|g)\))
    |\^\{(?P<grouped>[^}]*)\} | \^(?P<raised>\d+[+-]?|[+-])
    |_(?P<lowered>\{[^}]*\}|\d+)
    |(?P<element>[A-Z][a-z]?)
    |(?P<number>\d+)
    |(?P<charge>[+-])(?=$|[\s)\]])
    |(?P<dot>[*·])
    |(?P<space>\s+)
    |(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_ARROWS = {"<=>": r"\rightleftharpoons ", "<->": r"\leftrightarrow ", "->": r"\rightarrow ", "<-": r"\leftarrow "}


def with_chemistry(latex: str) -> str:
    r"""LaTeX in which `\ce{…}` is written out."""
    return _CE.sub(lambda match: _written_out(match.group(1)), latex)


def _written_out(source: str) -> str:
    out, bound = [], False
    for match in _TOKEN.finditer(source):
        out.append(_piece(match, bound))
        # A number or a sign right after these belongs to them: an index, a charge.
        bound = match.lastgroup in {"element", "number", "lowered"} or match.group() in {")", "]"}
    return "".join(out)


def _piece(match: re.Match[str], bound: bool) -> str:
    kind, text = str(match.lastgroup), match.group()
    found = match.groupdict()
    if found["arrow"]:
        plain = _ARROWS[found["arrow"]]
        return rf"\xrightarrow{{\text{{{found['above']}}}}}" if found["above"] and found["arrow"] == "->" else plain
    if kind in {"grouped", "raised"}:
        return f"^{{{found[kind]}}}"
    if kind in {"number", "charge"} and bound:
        return f"_{{{text}}}" if kind == "number" else f"^{{{text}}}"
    shapes = {"state": r"\,\text{%s}", "element": r"\text{%s}", "dot": r"\cdot ", "space": " "}
    shape = shapes.get(kind, "%s")
    return shape % text if "%" in shape else shape
