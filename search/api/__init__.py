"""The search for other systems: JSON, described by OpenAPI; see docs/api.md."""

from __future__ import annotations
