"""The orbits of seats: a circle a seat, and on it a body for each place, filled, asked, overdue or open."""

from __future__ import annotations

from dataclasses import dataclass

INNERMOST, STEP, MARGIN = 9, 8, 5


@dataclass(frozen=True)
class Body:
    angle: int
    state: str


@dataclass(frozen=True)
class Orbit:
    radius: int
    bodies: list[Body]


@dataclass(frozen=True)
class Orbits:
    """What `review/orbits.html` draws; the words beside it say the same."""

    size: int
    orbits: list[Orbit]

    @property
    def centre(self) -> int:
        return self.size // 2


def orbits_of(seats: list[list[str]]) -> Orbits:
    """The first seat is nearest to the sun; each begins a little further round, so that bodies don't line up."""
    orbits = [
        Orbit(
            INNERMOST + STEP * number,
            [Body((360 * place // len(places) + 40 * number) % 360, state) for place, state in enumerate(places)],
        )
        for number, places in enumerate(seats)
    ]
    outermost = orbits[-1].radius if orbits else INNERMOST
    return Orbits(2 * (outermost + MARGIN), orbits)
