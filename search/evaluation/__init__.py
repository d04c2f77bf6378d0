"""How good and how fast an engine answers on passages and queries whose answers are known. Needs no database."""

from __future__ import annotations
