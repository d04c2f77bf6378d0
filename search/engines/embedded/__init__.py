"""The engine that needs no server: Tantivy in a folder that several processes share, one writing at a time."""

from __future__ import annotations

from search.engines.embedded.engine import EmbeddedEngine

__all__ = ["EmbeddedEngine"]
