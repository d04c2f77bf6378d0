"""The form in which works are edited."""

from __future__ import annotations

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm


class WorkForm(WagtailAdminPageForm):
    """An address left empty is made from the title, in any script: no writer of Chinese has to invent one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
