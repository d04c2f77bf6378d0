"""The engine for sites that one machine isn't enough for: Elasticsearch, asked over HTTP."""

from __future__ import annotations

from search.engines.elastic.engine import ElasticEngine

__all__ = ["ElasticEngine"]
