"""What a snapshot changes against what is public, passage by passage."""

from __future__ import annotations

from dataclasses import dataclass

from wagtail.models import Page

from content.core.models import Work
from content.core.passages import passages_of
from content.review.desk.anonymity import Veil
from content.review.models import Publication, Round


@dataclass(frozen=True)
class Difference:
    before: str
    after: str


def differences(round_: Round, veil: Veil | None = None) -> list[Difference] | None:
    """None when nothing of the work is public: then all of it is new."""
    publication = Publication.objects.select_related("seal").filter(work_id=round_.work_id).first()
    page = Page.objects.filter(pk=round_.work_id).first()
    if publication is None or page is None:
        return None
    work: Work = page.specific
    old = {passage.address: passage.text for passage in passages_of(work.with_content_json(dict(publication.seal.content)))}
    new = {passage.address: passage.text for passage in passages_of(work.with_content_json(dict(round_.content)))}
    changed = [(old.get(address, ""), text) for address, text in new.items() if old.get(address) != text]
    gone = [(text, "") for address, text in old.items() if address not in new]
    veil = veil or Veil()
    return [Difference(veil.over(before), veil.over(after)) for before, after in (*changed, *gone)]
