"""The demo's works: the project's own, imported as any work is, reviewed by the demo's people, published."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from content.core.models import Work
from content.core.works import work_of
from content.exchange.demo.accounts import account_of
from content.exchange.demo.rounds import approve
from content.exchange.demo.stories import Stories, stories_of
from content.exchange.importer import import_bundle
from content.exchange.models import ImportSource
from content.exchange.safety import open_path
from content.review.actions.publish import Publish
from content.review.actions.submit import Submit
from content.review.models import Assignment, Letter, Via

SOURCES = Path(__file__).parent / "works"
# Exhibits before the exhibition that gathers them, articles before the stories that point to them.
ORDER = ("article", "exhibit", "exhibition", "fiction")


def load_works(tell: Callable[[str], None]) -> None:
    """Import what was never imported; what exists stays as editors left it. `tell` hears of each work before it is begun."""
    folders = sorted(SOURCES.iterdir(), key=lambda folder: (ORDER.index(_meta(folder)["type"]), folder.name))
    for folder in folders:
        if not ImportSource.objects.filter(key=f"name:{folder.name}").exists():
            tell(f"{_meta(folder)['type']}: {folder.name}")
            _load(folder)
    # What happened before the demo began is no news to anyone; only the invitations that are open are still to be sent.
    old = Letter.objects.filter(sent_at=None).exclude(kind="invited", assignment__state=Assignment.State.INVITED)
    old.update(sent_at=timezone.now())


@transaction.atomic
def _load(folder: Path) -> None:
    """All of a work and its story, or nothing: a start that was broken off goes on where it stopped."""
    meta = _meta(folder)
    reports = import_bundle(open_path(folder), kind=meta["type"])
    works = {report.lang: report.id for report in reports if report.id is not None}
    states: dict[str, str] = meta.get("demo_states", {})
    stories = stories_of(folder.name)
    for lang, work_id in works.items():
        if lang in stories.first:
            Stories(work_id).tell(stories.first[lang])
        elif (state := states.get(lang, "public")) != "draft":
            _advance(work_of(work_id), state)
    for lang, steps in stories.then.items():
        Stories(works[lang]).tell(steps)


def _advance(work: Work, state: str) -> None:
    """As far as the demo wants it: in_review, approved or public."""
    editor = account_of("editor")
    Submit(work=work, by=editor, via=Via.COMMAND_LINE).execute()
    if state == "in_review":
        return
    approve(work, editor)
    if state != "approved":
        Publish(work=type(work).objects.get(pk=work.pk), by=editor, via=Via.COMMAND_LINE).execute()


def _meta(folder: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    return loaded
