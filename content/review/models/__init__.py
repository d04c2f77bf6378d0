"""The record of review: rounds, reports, assignments, seals, publications, notices."""

from __future__ import annotations

from content.review.models.assignments import Assignment, ExpertProfile, Letter
from content.review.models.letters import LetterTemplate
from content.review.models.notices import Notice, ReaderCase
from content.review.models.policy import PolicySeat, PolicyVersion, ReviewPolicy
from content.review.models.rounds import Anonymity, Comment, Report, Round, Via, new_code
from content.review.models.seals import MediaUse, Publication, ReviewTask, Seal

__all__ = [
    "Anonymity",
    "Assignment",
    "Comment",
    "ExpertProfile",
    "Letter",
    "LetterTemplate",
    "MediaUse",
    "Notice",
    "PolicySeat",
    "PolicyVersion",
    "Publication",
    "ReaderCase",
    "Report",
    "ReviewPolicy",
    "ReviewTask",
    "Round",
    "Seal",
    "Via",
    "new_code",
]
