"""What should be so, in the fewest words: the drafts, rounds and seals of a few works, and what of them is public."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

# The seats of each policy: how many endorsements each asks for. `language` isn't asked again once it was filled.
POLICIES: dict[str, dict[str, int]] = {
    "one": {"science": 1},
    "two": {"science": 2},
    "both": {"language": 1, "science": 1},
    "decided": {"science": 1},
}


@dataclass(frozen=True)
class Text:
    """A version of a work: its number, whether it has a spelling mistake, and when it may be seen."""

    number: int
    misspelt: bool = False
    opens: datetime | None = None
    closes: datetime | None = None
    # Of a book: its chapters.
    order: tuple[int, ...] = ()

    @property
    def words(self) -> str:
        return f"Stars {'shyne' if self.misspelt else 'shine'} for a long time. Mark{self.number}."

    def same_words(self, other: Text) -> bool:
        return self.words == other.words and self.order == other.order

    def is_typo_of(self, other: Text) -> bool:
        return self.number == other.number and self.order == other.order


@dataclass
class ModelRound:
    text: Text
    policy: str
    barred: frozenset[str]
    carried: bool = False
    endorsed: dict[str, set[str]] = field(default_factory=dict)
    cleared: bool = False
    # Who edited since it was submitted.
    after: set[str] = field(default_factory=set)
    # Whether its revision is still the latest, and whether it was rewritten in place since.
    latest: bool = True
    stale: bool = False

    def complete(self) -> bool:
        needed = {seat: quorum for seat, quorum in POLICIES[self.policy].items() if not (seat == "language" and self.carried)}
        return all(len(self.endorsed.get(seat, ())) >= quorum for seat, quorum in needed.items())

    def fills_language(self) -> bool:
        return "language" in POLICIES[self.policy]


@dataclass
class ModelSeal:
    text: Text
    # Of an urgent notice: when it ends, and what was public before.
    until: datetime | None = None
    before: ModelSeal | None = None
    fills_language: bool = False

    def is_over(self, now: datetime) -> bool:
        return self.until is not None and self.until <= now


@dataclass
class ModelWork:
    pk: int
    draft: Text
    writers: set[str]
    round: ModelRound | None = None
    seals: list[ModelSeal] = field(default_factory=list)
    public: ModelSeal | None = None
    scheduled: ModelSeal | None = None
    # What was public last, whether or not it still is.
    last: ModelSeal | None = None
    # Whether its row says that it is live, and it isn't.
    flagged: bool = False
    lang: str = "en"
    # Who is named as a contributor.
    credited: frozenset[str] = frozenset()
    # Of a chapter its book; of a book its chapters, in the order of the tree.
    book: int | None = None
    chapters: list[int] = field(default_factory=list)
    is_book: bool = False
    # The number in its title, which it keeps.
    title: int = 0

    def newest(self) -> ModelSeal | None:
        """The newest seal that isn't an urgent notice's."""
        return next((seal for seal in reversed(self.seals) if seal.until is None), None)

    def may_be_public(self, text: Text, now: datetime) -> ModelSeal | None:
        """The seal under which this text may be put out now: the newest, an urgent one in its time, the one in force."""
        running = [seal for seal in self.seals if seal.until is not None and not seal.is_over(now)][-1:]
        in_force = [self.public] if self.public is not None else []
        before = [self.public.before] if self.public is not None and self.public.before is not None else []
        candidates = [seal for seal in (self.newest(), *running, *in_force, *before) if seal is not None]
        if not any(seal.text.same_words(text) and not seal.is_over(now) for seal in candidates):
            return None
        return next(seal for seal in reversed(self.seals) if seal.text.same_words(text) and not seal.is_over(now))

    def visible(self, now: datetime) -> Text | None:
        """What readers read at this time."""
        seal = self.public
        if seal is None or seal.is_over(now):
            return None
        closes = seal.text.closes
        return None if closes is not None and closes <= now else seal.text

    def put_out(self, seal: ModelSeal, now: datetime) -> None:
        if seal.text.opens is not None and seal.text.opens > now:
            self.scheduled = seal
        else:
            self.public, self.scheduled, self.last, self.flagged = seal, None, seal, False

    def take_back(self) -> None:
        self.public = self.scheduled = None
        self.flagged = False

    def edited(self, text: Text, by: set[str], *, in_place: bool = False) -> None:
        self.draft = text
        self.writers |= by
        if self.round is not None:
            self.round.after |= by
            self.round.stale |= in_place and self.round.latest
            self.round.latest &= in_place

    def as_submitted(self) -> Text:
        """The draft, in the tree's order."""
        self.draft = replace(self.draft, order=tuple(self.chapters)) if self.is_book else self.draft
        return self.draft

    def submitted(self, policy: str, barred: set[str], *, typo: bool) -> None:
        carried = self.carries_language(self.draft, typo=typo)
        self.round = ModelRound(self.draft, policy, frozenset(barred), carried)

    def sealed(self, **details: Any) -> ModelSeal:
        seal = ModelSeal(**details)
        self.seals.append(seal)
        return seal

    def approve(self) -> None:
        """The running round is over, and its text sealed; what was cleared urgently stays, if it is the same."""
        assert self.round is not None
        seal = self.sealed(text=self.round.text, fills_language=self.round.fills_language())
        if self.public is not None and self.public.until is not None and self.public.text.same_words(seal.text):
            self.public = self.last = seal
        self.writers, self.round = set(self.round.after), None

    def carries_language(self, text: Text, *, typo: bool) -> bool:
        """Whether the last seal fills the seat that is asked only once: somebody reads every change, a typo too."""
        newest = self.newest()
        return newest is not None and newest.fills_language and not (typo and text.is_typo_of(newest.text))
