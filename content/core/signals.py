"""What the rest of the house may want to know. Sent inside the transaction that made it so."""

from __future__ import annotations

from django.dispatch import Signal

# A work became public, or a newer version of it did. Arguments: work (specific).
published = Signal()
# A work is no longer public. Arguments: work_id.
withdrawn = Signal()
# The approved wording of a shared row changed. Arguments: row.
wording_approved = Signal()
# So many works became public at once that whoever listens begins anew from the database.
bulk_published = Signal()
# A command did what it was asked and is about to return: what it queued has to be done by then.
command_finished = Signal()
