"""What a process of its own does until it ends or is killed."""

from __future__ import annotations

import os
import resource
import signal
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from multiprocessing.connection import Connection
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server


def played(line: Connection, scene: str, *arguments: Any) -> None:
    """Play it, and send what it answers; `serve` answers for as long as it is let."""
    if scene == "serve":
        serve(line)
    scenes: dict[str, Callable[..., Any]] = dict(globals())
    line.send(scenes[scene](*arguments))


class Threads(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Quiet(WSGIRequestHandler):
    def log_message(self, *_args: Any) -> None:
        pass


def serve(line: Connection) -> None:
    """The site on a free port, which is sent."""
    from config.wsgi import application

    with make_server("127.0.0.1", 0, application, Threads, Quiet) as server:
        line.send(server.server_port)
        server.serve_forever()


def prepare() -> None:
    """The tree, the cast and three public works, in the index."""
    from django.core.management import call_command

    from content.core.tree import grow_tree
    from content.people.roles import set_up_roles
    from content.review.setup import set_up_workflow
    from search.indexing import catch_up
    from tests.cast import make_reference_rows

    call_command("migrate", interactive=False, verbosity=0)
    grow_tree()
    set_up_workflow()
    set_up_roles()
    make_reference_rows()
    for number in range(3):
        publish(f"Gas {number}")
    assert catch_up()


def publish(title: str) -> None:
    _publish(title)


def _publish(title: str, before: Callable[[], None] = lambda: None) -> None:
    from content.people.models import User
    from content.review.actions.publish import Publish
    from tests.cast import Cast, approved, article, fresh

    class Known(Cast):
        def person(self, email: str, role: str, **fields: Any) -> User:
            return User.objects.filter(email=email).first() or super().person(email, role, **fields)

    cast = Known()
    work = approved(cast, article(cast, title=title))
    before()
    Publish(work=fresh(work), by=cast.editor).execute()


def publish_many(name: str, count: int) -> None:
    for number in range(count):
        publish(f"{name} {number}")


def publish_and_die(title: str) -> None:
    """Killed after the commit, before any index is told."""
    from search.indexing import outbox

    _publish(title, before=lambda: setattr(outbox, "_deliver", die))


def write_and_die(title: str) -> None:
    """Killed while it writes the index, in the middle of its turn."""
    from search.indexing import index, outbox

    _publish(title, before=lambda: setattr(outbox, "_deliver", lambda *_args: None))
    index.documents = lambda *_args: dying_after(0)
    outbox.drain(index.indices()[0])


def rebuild_and_die() -> None:
    from search.indexing import index, rebuild

    reading = index.all_documents
    index.all_documents = lambda scope: dying_after(2, reading(scope))
    rebuild(index.indices()[0])


def rebuild() -> None:
    from search.indexing import indices, rebuild

    for index in indices():
        rebuild(index)


def rebuild_with_little_room(size: int) -> str:
    """No file grows beyond so many bytes while the index is built."""
    from search.engines.base import EngineUnavailable
    from search.indexing import index

    build = index.Index.build

    def cramped(self: Any, replay: Any) -> int:
        _soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
        try:
            return build(self, replay)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))

    index.Index.build = cramped
    try:
        rebuild()
    except EngineUnavailable as error:
        return str(error)
    return ""


def command(name: str, *options: str) -> int:
    """The exit code of `manage.py NAME OPTIONS`."""
    from django.core.management import CommandError, call_command

    try:
        call_command(name, *options)
    except CommandError as error:
        return error.returncode
    except SystemExit as error:
        return int(error.code or 0)
    return 0


def look() -> dict[str, Any]:
    """What a reader finds now, and whether the index has something to follow yet."""
    from search.models import Outbox

    return {**_found(), "waiting": Outbox.objects.exists()}


def check(fix: bool) -> dict[str, Any]:
    """What the check finds amiss, and what a reader finds then."""
    from search.indexing import indices
    from search.indexing.checking import check as checked

    amiss = [finding.problem for index in indices() for finding in checked(index, fix=fix).findings]
    return {**_found(), "amiss": amiss}


def _found() -> dict[str, Any]:
    from search.finding import find

    found = find("gas", "en")
    return {"titles": sorted(result.card.title for result in found.results), "makeshift": found.makeshift}


def die(*_args: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def dying_after(count: int, documents: Iterable[Any] = ()) -> Iterator[Any]:
    yield from islice(documents, count)
    die()
