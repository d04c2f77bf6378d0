"""The points of the round before, with their answers and what became of the passages: the next round begins with them."""

from __future__ import annotations

from dataclasses import dataclass

from content.core.passages import unit_of
from content.review.desk.anonymity import Veil
from content.review.desk.reading import texts_of_round
from content.review.models import Comment, Round


@dataclass(frozen=True)
class Point:
    """A remark of the round before; `before` and `after` are its passage, both empty where it stayed as it was."""

    comment: Comment
    text: str
    quote: str
    replacement: str
    answer: str
    before: str = ""
    after: str = ""

    @property
    def is_changed(self) -> bool:
        return bool(self.before or self.after)


def earlier_points(round_: Round, veil: Veil | None = None) -> list[Point]:
    veil = veil or Veil()
    before = Round.objects.of_work(round_.work_id).filter(number__lt=round_.number).order_by("-number").first()
    comments = list(before.comments.all()) if before else []
    if before is None or not comments:
        return []
    old, new = texts_of_round(before), texts_of_round(round_)
    return [_point(comment, old, new, veil) for comment in comments]


def _point(comment: Comment, old: dict[str, str], new: dict[str, str], veil: Veil) -> Point:
    address = unit_of(comment.address)
    was, now = old.get(address, ""), new.get(address, "")
    return Point(
        comment=comment,
        text=veil.over(comment.text),
        quote=veil.over(comment.quote),
        replacement=veil.over(comment.replacement),
        answer=veil.over(comment.answer),
        before=veil.over(was) if was != now else "",
        after=veil.over(now) if was != now else "",
    )
