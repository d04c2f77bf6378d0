"""Any language finds any language: by the glossary's terms, then by meaning. No Django."""

from __future__ import annotations

from search.crossing.glossary import Concept, Glossary, Mention

__all__ = ["Concept", "Glossary", "Mention"]
