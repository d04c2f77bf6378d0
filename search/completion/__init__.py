"""What a reader may mean while they type: works, terms and persons, from keys kept in the database."""

from __future__ import annotations
