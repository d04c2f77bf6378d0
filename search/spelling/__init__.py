"""Did you mean: computed from the index, and tried before it is offered."""

from __future__ import annotations
