"""What Wagtail calls when a workflow ends. A module of its own: Wagtail imports it while its own models load."""

from __future__ import annotations

from typing import Any


def finish(workflow_state: Any, user: Any = None) -> None:
    """Approving doesn't publish: what was approved waits, sealed, for an editor to publish exactly that."""
