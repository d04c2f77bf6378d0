"""The draft of a report and of half-written remarks: one JSON object on the assignment, the last one typed wins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from content.review.models import Assignment
from content.review.typed import clean

if TYPE_CHECKING:
    from collections.abc import Mapping

TEXTS = ("recommendation", "note", "to_editor")
REMARK = ("text", "quote", "replacement", "severity", "point", "address")


def kept(assignment: Assignment) -> dict[str, Any]:
    """`recommendation, note, to_editor, answers, comments, at`; `at` is in milliseconds, 0 for no draft."""
    draft = assignment.draft if isinstance(assignment.draft, dict) else {}
    at = draft.get("at")
    return {"at": at if isinstance(at, int) else 0, **_fit(draft)}


def keep(assignment: Assignment, typed: Mapping[str, Any]) -> int:
    """Keep what was typed while the report is owed; what isn't known is left out. Returns when, in milliseconds."""
    now = milliseconds()
    remarks = typed["comments"] if "comments" in typed else assignment.draft.get("comments")
    _save(assignment, {**_fit({**typed, "comments": remarks}), "at": now})
    return now


def milliseconds() -> int:
    """By the server's clock."""
    return round(timezone.now().timestamp() * 1000)


def without_comment(assignment: Assignment, key: str) -> None:
    """A remark was made: what was typed of it isn't needed any more."""
    comments = assignment.draft.get("comments") or {}
    if key in comments:
        _save(assignment, {**assignment.draft, "comments": {name: value for name, value in comments.items() if name != key}})


def _save(assignment: Assignment, draft: dict[str, Any]) -> None:
    Assignment.objects.filter(pk=assignment.pk, state=Assignment.State.ACCEPTED).update(draft=draft)
    assignment.draft = draft


def _fit(typed: Mapping[str, Any]) -> dict[str, Any]:
    """What a draft can hold of it, whoever sent or stored it."""
    draft: dict[str, Any] = _texts(typed, TEXTS)
    draft["answers"] = _texts(typed.get("answers"))
    remarks = _items(typed.get("comments"))
    draft["comments"] = {clean(str(key)): _texts(remark, REMARK) for key, remark in remarks if isinstance(remark, dict)}
    return draft


def _texts(values: Any, names: tuple[str, ...] | None = None) -> dict[str, str]:
    """Whatever is nested is no text."""
    plain = [(key, value) for key, value in _items(values) if value and isinstance(value, str | int | float)]
    return {clean(str(key)): clean(str(value)) for key, value in plain if names is None or key in names}


def _items(values: Any) -> list[tuple[Any, Any]]:
    return list(values.items()) if isinstance(values, dict) else []
