"""Works that say the same in other words: an optional encoder, and the vectors it makes. No Django."""

from __future__ import annotations

from search.meaning.encoders import Encoder, EncoderMissing, encoder, knows
from search.meaning.engine import MeaningEngine
from search.meaning.segments import DAMAGE
from search.meaning.store import Near, Store
from search.meaning.vectors import Vectors

__all__ = ["DAMAGE", "Encoder", "EncoderMissing", "MeaningEngine", "Near", "Store", "Vectors", "encoder", "knows"]
