"""The demo's works: the project's own, imported as any work is, approved by the demo's scientist, published."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.utils import timezone

from content.core.models import Work
from content.core.works import work_of
from content.exchange.importer import import_bundle
from content.exchange.models import ImportSource
from content.exchange.safety import open_path
from content.people.models import User
from content.review.actions.endorse import Endorse
from content.review.actions.publish import Publish
from content.review.actions.submit import Submit
from content.review.models import Letter, Round, Via

SOURCES = Path(__file__).parent / "works"
# Exhibits before the exhibition that gathers them, articles before the stories that point to them.
ORDER = ("article", "exhibit", "exhibition", "fiction")


def load_works() -> None:
    """Import what was never imported; what exists stays as editors left it."""
    folders = sorted(SOURCES.iterdir(), key=lambda folder: (ORDER.index(_meta(folder)["type"]), folder.name))
    for folder in folders:
        if not ImportSource.objects.filter(key=f"name:{folder.name}").exists():
            _load(folder)
    # What happened before the demo began is no news to anyone.
    Letter.objects.filter(sent_at=None).update(sent_at=timezone.now())


def _load(folder: Path) -> None:
    meta = _meta(folder)
    editor = User.objects.get(role="editor", email="editor@orrery.example")
    scientist = User.objects.get(email="scientist@orrery.example")
    reports = import_bundle(open_path(folder), kind=meta["type"])
    waits: dict[str, str] = meta.get("demo_states", {})
    for report in reports:
        state = waits.get(report.lang, "public")
        if report.id is not None and state != "draft":
            _advance(work_of(report.id), state, editor, scientist)
    if meta.get("demo_revises_source"):
        _revise(work_of(reports[0].id or 0), meta["demo_revises_source"], editor, scientist)


def _advance(work: Work, state: str, editor: User, scientist: User) -> None:
    """As far as the demo wants it: in_review, approved or public."""
    Submit(work=work, by=editor, via=Via.COMMAND_LINE).execute()
    if state == "in_review":
        return
    ids = [work.pk, *(part.pk for part in work.parts())]
    for round_ in Round.objects.running().filter(work_id__in=ids):
        Endorse(round=round_, by=scientist, via=Via.COMMAND_LINE).execute()
    if state != "approved":
        Publish(work=type(work).objects.get(pk=work.pk), by=editor, via=Via.COMMAND_LINE).execute()


def _revise(work: Work, summary: str, editor: User, scientist: User) -> None:
    """A newer version of the source, so that its translations are outdated on purpose."""
    draft = type(work).objects.get(pk=work.pk).get_latest_revision_as_object()
    draft.summary = summary
    draft.save_revision(user=editor, log_action=True)
    _advance(type(work).objects.get(pk=work.pk), "public", editor, scientist)


def _meta(folder: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    return loaded
