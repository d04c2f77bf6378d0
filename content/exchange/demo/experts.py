"""An expert whom the editor would like to have: proposed, with an address that is confirmed, not yet admitted."""

from __future__ import annotations

from content.exchange.demo.accounts import account_of
from content.people.models import User
from content.review.actions.admit import ProposeExpert
from content.review.actions.confirm_address import ConfirmAddress

EMAIL = "ingrid.solheim@orrery.example"


def propose_expert() -> None:
    """Once; who was admitted or turned away since stays so."""
    if User.objects.filter(email=EMAIL).exists():
        return
    profile = ProposeExpert(
        by=account_of("editor"),
        email=EMAIL,
        name="Ingrid Solheim",
        reason="Twenty years of ice-core work; reads drafts for a children's magazine and answers within a day.",
        lang="en",
        langs=["en"],
        subjects=["earth-science", "oceans"],
    ).execute()
    ConfirmAddress(expert=profile.user).execute()
