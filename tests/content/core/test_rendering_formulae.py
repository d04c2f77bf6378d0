"""LaTeX in, MathML out; chemistry too; what can't be read is told with its place."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.template import Context, Template
from wagtail.blocks.struct_block import StructBlockValidationError

from content.core.blocks import FormulaBlock
from content.core.chemistry import with_chemistry
from content.core.formula import check_formula, mathml


def test_latex_becomes_mathml_with_its_source_kept() -> None:
    shown = mathml(r"E = \frac{1}{2} m v^2")

    assert shown.startswith('<math display="block"')
    assert "<mfrac>" in shown
    assert r"\frac{1}{2}" in shown


@pytest.mark.parametrize(
    ("typed", "written_out"),
    [
        ("H2O", r"\text{H}_{2}\text{O}"),
        ("SO4^2-", r"\text{S}\text{O}_{4}^{2-}"),
        ("NH4+", r"\text{N}\text{H}_{4}^{+}"),
        ("^14C", r"^{14}\text{C}"),
        ("^{14}_{6}C", r"^{14}_{6}\text{C}"),
        ("Ca(OH)2", r"\text{Ca}(\text{O}\text{H})_{2}"),
        ("CuSO4*5H2O", r"\text{Cu}\text{S}\text{O}_{4}\cdot 5\text{H}_{2}\text{O}"),
        ("Na+ + Cl-", r"\text{Na}^{+} + \text{Cl}^{-}"),
        ("A ->[heat] B", r"\text{A} \xrightarrow{\text{heat}} \text{B}"),
    ],
)
def test_chemistry_is_written_out_and_can_be_read(typed: str, written_out: str) -> None:
    assert with_chemistry(rf"\ce{{{typed}}}") == written_out
    assert "<math" in mathml(rf"\ce{{{typed}}}")


@pytest.mark.parametrize(
    ("latex", "says"),
    [
        (r"1 + \foo{x}", r"after “1 + \foo”: unexpected control sequence"),
        (r"\frac{1}{", r"after “\frac{1}{”: something is missing at the end"),
        ("", "empty"),
        ("a $ b", "dollar"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(latex: str, says: str) -> None:
    with pytest.raises(ValidationError) as raised:
        check_formula(latex)

    assert says in raised.value.messages[0]


def test_the_form_names_the_field_that_fails() -> None:
    block = FormulaBlock()

    with pytest.raises(StructBlockValidationError) as raised:
        block.clean(block.to_python({"latex": r"\frac{1}{", "label": ""}))

    assert set(raised.value.block_errors) == {"latex"}


def test_formulae_inside_text_become_mathml_and_unreadable_ones_stay_as_typed() -> None:
    text = Template("{% load orrery %}{{ text|rich }}").render(
        Context({"text": r"<p>With \(a &lt; b\) and \(\nonsense{x}\).</p>"})
    )

    assert text.count("<math") == 1
    assert "&lt;" in text
    assert r"<code>\nonsense{x}</code>" in text


def test_a_formula_runs_no_script_and_links_nowhere() -> None:
    with pytest.raises(ValidationError):
        check_formula(r"\href{javascript:alert(1)}{x}")
    assert "<script" not in mathml(r"\text{<script>alert(1)</script>}")
