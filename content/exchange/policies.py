"""Who may import."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page
from wagtail.permissions import page_permission_policy


def may_import(user: Any) -> bool:
    """Whether the user may add pages anywhere; where exactly, the importer asks a work at a time."""
    return bool(user.is_active and page_permission_policy.user_has_permission(user, "add")) and Page.objects.exists()
