"""Topics that ask the same in other words or languages, told by the encoder. Imported only where one is switched on."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from django.conf import settings

from search.analysis import family
from search.meaning import encoder, knows

if TYPE_CHECKING:
    from search.demand.board import Topic

# The most missed: encoding takes some milliseconds each.
LOOKED_AT = 300
# In another language the same topic is seldom less alike. In the same one, what differs by a word that matters is nearly
# as much alike: solar and lunar eclipses .85, black holes and dark matter .58.
ACROSS, WITHIN = 0.68, 0.88


def gathered(topics: list[Topic]) -> list[Topic]:
    """The topics, the most missed first, each with the later ones that ask the same."""
    used = encoder(settings.ORRERY_SEARCH_ENCODER)
    known = [topic for topic in topics[:LOOKED_AT] if knows(used, topic.lang)]
    if not known:
        return topics
    vectors = np.stack([_vector(settings.ORRERY_SEARCH_ENCODER, topic.text) for topic in known])
    languages = [family(topic.lang) for topic in known]
    alike = vectors @ vectors.T
    first: list[int] = []
    taken = set[int]()
    for place, topic in enumerate(known):
        bars = {other: WITHIN if languages[other] == languages[place] else ACROSS for other in first}
        same = [other for other in first if alike[other, place] >= bars[other]]
        if same:
            known[max(same, key=lambda other: alike[other, place])].take(topic)
            taken.add(id(topic))
        else:
            first.append(place)
    return [topic for topic in topics if id(topic) not in taken]


@lru_cache(maxsize=5_000)
def _vector(name: str, text: str) -> np.ndarray:
    return encoder(name).encode([text])[0]
