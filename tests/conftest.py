"""Fixtures for all: a grown tree, the cast, and a clean media folder."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import caches
from django.utils import translation
from hypothesis import settings as hypothesis

from tests.cast import Cast
from tests.template import begin_from_template, keep_template

# `make full` asks for the full profile; CI's is short and always the same.
hypothesis.register_profile("ci", max_examples=100, deadline=None, derandomize=True)
hypothesis.register_profile("full", max_examples=2000, deadline=None)
hypothesis.load_profile("ci")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Without Chromium its tests are left out; with CI=true they fail instead.

    On SQLite those for PostgreSQL alone are deselected: `.ci/run` runs them with DATABASE_URL, on a server that it
    starts itself, and fails without one.
    """
    if not settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        config.hook.pytest_deselected(items=[item for item in items if item.get_closest_marker("postgres")])
        items[:] = [item for item in items if not item.get_closest_marker("postgres")]
    if shutil.which("chromium") is not None:
        return
    for item in items:
        if item.get_closest_marker("browser"):
            left_out = pytest.mark.skip(reason="left out: this machine has no Chromium (the program `chromium`)")
            item.add_marker(pytest.mark.usefixtures("missing_component") if os.environ.get("CI") == "true" else left_out)


@pytest.fixture
def missing_component() -> None:
    pytest.fail("CI=true, but Chromium isn't installed")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    begin_from_template()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> None:
    """The tree, the workflow, the roles and the reference data, once for all tests."""
    from content.core.tree import grow_tree
    from content.people.roles import set_up_roles
    from content.review.setup import set_up_workflow
    from tests.cast import make_reference_rows

    with django_db_blocker.unblock():  # type: ignore[attr-defined]  # pytest-django's blocker
        keep_template()
        grow_tree()
        set_up_workflow()
        set_up_roles()
        make_reference_rows()


@pytest.fixture
def cast(db: None) -> Cast:
    return Cast()


@pytest.fixture
def fresh_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the test's own for the indices of public works and of drafts."""
    monkeypatch.setattr(settings, "ORRERY_INDEX_DIR", tmp_path / "index")
    return tmp_path / "index"


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def _own_ledger(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A ledger file of each test's own. Inside a test's transaction nothing is ever committed: lines are written at once."""
    from content.core import ledger

    marker = request.node.get_closest_marker("django_db")
    commits = "transactional_db" in request.fixturenames or (marker is not None and marker.kwargs.get("transaction"))
    if not commits:
        monkeypatch.setattr(ledger, "after_commit", ledger.write_lines)
    ledger.path().unlink(missing_ok=True)
    yield
    ledger.path().unlink(missing_ok=True)


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    """Caches and counts that wait outlive a test's transaction: rows that were rolled back would be found in them."""
    from search.demand.buffer import buffer

    yield
    for cache in caches.all():
        cache.clear()
    buffer.waiting.clear()
