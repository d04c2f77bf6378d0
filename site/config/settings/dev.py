"""The embedded default: what `make demo` and every command run on unless told otherwise."""

from __future__ import annotations

from config.settings.base import *  # noqa: F403
