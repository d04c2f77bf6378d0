"""A StreamField that leaves its block definitions out of migrations, so that a block change is no migration."""

from __future__ import annotations

from typing import Any

from wagtail.fields import StreamField


class ThinStreamField(StreamField):
    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs
