"""The kinds of engines, by name: those of `Engine.name`."""

from __future__ import annotations

EMBEDDED, ELASTICSEARCH = "embedded", "elasticsearch"
