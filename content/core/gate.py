"""The writing end of the gate: a live work can only hold content that a seal covers.

One check for every road that saves a model: the specific class, Wagtail's base `Page`, an alias, a copy, the shell.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from wagtail.models import Page

from content.core.publication import seals
from content.core.refusal import Refused
from content.core.registry import is_work_content_type

if TYPE_CHECKING:
    from content.core.models import Work


def guard_save(sender: Any, instance: Any, raw: bool = False, update_fields: Iterable[str] | None = None, **_kw: Any) -> None:
    """`pre_save` of every page: raise `Refused` when a save would make unapproved content public."""
    from content.core.models import Work  # noqa: PLC0415  (models connect this receiver)

    if raw or not isinstance(instance, Page) or not instance.live:
        return
    if isinstance(instance, Work):
        _guard_work(instance, update_fields)
    elif instance.pk and is_work_content_type(instance.content_type_id):
        _guard_base(instance, update_fields)


def _guard_work(work: Work, update_fields: Iterable[str] | None) -> None:
    if work.pk is None or work._state.adding or work.alias_of_id:
        # Wagtail makes new pages live by default, copies and aliases too: here they begin as drafts.
        work.live = False
        work.has_unpublished_changes = True
        return
    if update_fields is not None:
        # Django takes a relation by its column too: `cover_id`.
        names = {field.attname: field.name for field in work._meta.concrete_fields}
        touched = {names.get(name, name) for name in update_fields} & {*work.public_field_names(), "live", "locale"}
        if not touched:
            return
        stored = type(work).objects.get(pk=work.pk)
        for name in touched:
            setattr(stored, name, getattr(work, name))
        work = stored
    refuse_unless_sealed(work)


def _guard_base(page: Page, update_fields: Iterable[str] | None) -> None:
    stored = page.specific_class.objects.get(pk=page.pk)
    names = {field.name for field in Page._meta.concrete_fields} & {*stored.public_field_names(), "live", "locale"}
    if update_fields is not None:
        columns = {field.attname: field.name for field in Page._meta.concrete_fields}
        names &= {columns.get(name, name) for name in update_fields}
    changed = [name for name in names if getattr(stored, name) != getattr(page, name)]
    if not changed:
        return
    for name in changed:
        setattr(stored, name, getattr(page, name))
    refuse_unless_sealed(stored)


def refuse_unless_sealed(work: Work) -> None:
    """Raise `Refused` unless exactly this content was approved."""
    if not seals().covers(work):
        raise Refused(
            _("“%(title)s” can't be public like this: no scientist has approved exactly this content.") % {"title": work.title}
        )
