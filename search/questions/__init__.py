"""What readers ask scientists when nothing is found: without account, cookie or personal data; answered by a code."""

from __future__ import annotations
