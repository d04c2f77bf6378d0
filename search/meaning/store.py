"""Where vectors are kept: what all such places have in common."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from search.documents import IndexDocument
from search.meaning.chunks import chunks
from search.meaning.encoders import Encoder, reads
from search.meaning.segments import Row, quantized

BATCH = 500


@dataclass(frozen=True)
class Near:
    """A document that says something like it; `similarity` is at most 1, and comparable between texts and languages."""

    id: int
    lang: str
    group: str
    similarity: float


class Store(ABC):
    """Of the documents that the encoder reads. Each kind says what it raises where it can't be read."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder

    @abstractmethod
    def is_usable(self) -> bool:
        """Whether there are whole vectors of this format and encoder. Raises nothing."""

    @abstractmethod
    def begin(self, wait: float) -> None:
        """Be usable, without any vectors."""

    @abstractmethod
    def fingerprints(self) -> dict[int, int]:
        """The fingerprint of each document by its id."""

    @abstractmethod
    def update(self, documents: Iterable[IndexDocument], delete: Collection[int] = (), wait: float = 10.0) -> None:
        """Remove the documents of these ids, then write documents."""

    @abstractmethod
    def nearest(self, text: str, languages: Collection[str], also: Collection[int] = (), limit: int = 50) -> list[Near]:
        """Documents in these languages, and those of these ids after them if need be; the nearest first."""

    def follow(self, documents: Iterable[IndexDocument], wait: float = 10.0) -> int:
        """Be the vectors of exactly these documents, and return how many; what hasn't changed since isn't encoded again."""
        if not self.is_usable():
            self.begin(wait)
        known, seen = self.fingerprints(), set()
        for batch in batches(document for document in documents if self.reads(document)):
            seen |= {document.id for document in batch}
            changed = [document for document in batch if known.get(document.id) != document.fingerprint()]
            if changed:
                self.update(changed, wait=wait)
        if gone := known.keys() - seen:
            self.update([], gone, wait)
        return len(seen)

    def reads(self, document: IndexDocument) -> bool:
        """Whether it has vectors."""
        return reads(self.encoder, f"{document.title} {document.summary}", document.lang)

    def rows(self, documents: Sequence[IndexDocument]) -> list[Row]:
        """The vectors of those of these documents that have some."""
        known = [document for document in documents if self.reads(document)]
        texts = [chunks(document) for document in known]
        vectors = self.encoder.encode([text for each in texts for text in each]) if known else np.zeros((0, 0))
        rows, place = [], 0
        for document, each in zip(known, texts, strict=True):
            own = vectors[place : place + len(each)]
            place += len(each)
            mean = own.mean(axis=0)
            mean /= np.linalg.norm(mean) or 1.0
            said = (document.id, document.fingerprint(), document.lang, document.group or str(document.id))
            rows.append(Row(*said, quantized(mean), quantized(own)))
        return rows


def batches(documents: Iterable[IndexDocument]) -> Iterable[list[IndexDocument]]:
    rest = iter(documents)
    while batch := list(islice(rest, BATCH)):
        yield batch


def nearness(near: Near) -> float:
    return -near.similarity
