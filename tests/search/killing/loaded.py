"""The site, loaded once: each process of these tests begins as a copy of the one that imported this."""

from __future__ import annotations

import django

django.setup()

import config.urls  # noqa: E402, F401

import tests.cast  # noqa: E402, F401
