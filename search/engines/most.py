"""How many documents can have what a node asks for, at most: by how many have its tokens."""

from __future__ import annotations

import math
from collections.abc import Mapping

from search.engines.fields import BODY, TITLE
from search.engines.nodes import All, Best, Node, Scaled, Sum, Token


def most(node: Node, frequencies: Mapping[str, int]) -> float:
    """Infinite where the frequencies, of the field `body`, don't tell."""
    if isinstance(node, Token):
        # Single characters of Han stand in no body; all else of a title does.
        is_known = node.field in {BODY, TITLE} and "|h1|" not in node.text
        return frequencies.get(node.text, math.inf) if is_known else math.inf
    if isinstance(node, Scaled):
        return most(node.node, frequencies)
    if isinstance(node, All):
        return min((most(each, frequencies) for each in node.must), default=math.inf)
    if isinstance(node, Sum | Best):
        return _most_of(node, frequencies)
    return math.inf


def _most_of(node: Sum | Best, frequencies: Mapping[str, int]) -> float:
    """What has `need` of them has one of the rarest, of which there are so many that fewer than `need` are left."""
    need = node.need if isinstance(node, Sum) else 1
    # A token of a title is of the body too.
    counts = {each.text if isinstance(each, Token) else place: most(each, frequencies) for place, each in enumerate(node.nodes)}
    return sum(sorted(counts.values())[: len(node.nodes) - need + 1])
