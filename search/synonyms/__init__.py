"""Words that editors declare to mean the same: searched too, marked too, and given as the reason."""

from __future__ import annotations

from search.synonyms.expanding import Applied, Expansion, expanded
from search.synonyms.thesaurus import Group, Thesaurus

__all__ = ["Applied", "Expansion", "Group", "Thesaurus", "expanded"]
