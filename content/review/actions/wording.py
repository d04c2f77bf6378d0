"""Endorsing a work approves the shared wording it shows too: the scientist has just read it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from content.core.canonical import references_of
from content.core.languages import fallbacks
from content.core.reference import ReferenceRow
from content.people.identity import accounts_of

if TYPE_CHECKING:
    from content.core.models import Work
    from content.people.models import User


def approve_wordings_shown(work: Work, by: User, *, named: bool = True) -> None:
    """Approve, in the work's language or the one its readers fall back to, what nobody approved yet and `by` didn't write.
    An anonymous expert isn't `named` in the record."""
    own = accounts_of(by)
    for row in rows_shown(work):
        for lang in fallbacks(work.locale.language_code):
            drafted = any(row.draft(field, lang) for field in row.wording_fields)
            if drafted:
                if lang not in row.approved and row.written_by.get(lang) not in own:
                    row.record_approval(lang, by, named=named)
                break


def rows_shown(work: Work) -> Iterator[ReferenceRow]:
    seen: set[tuple[type[ReferenceRow], int]] = set()
    for model, object_id in references_of(work):
        if issubclass(model, ReferenceRow) and (model, object_id) not in seen:
            seen.add((model, object_id))
            row = model._base_manager.filter(pk=object_id).first()
            if row is not None:
                yield row
