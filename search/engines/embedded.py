"""The engine that needs no server: Tantivy in a folder that several processes share, one writing at a time."""

from __future__ import annotations

import json
import shutil
import threading
import time
import uuid
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tantivy import Document, Index, Occur, Query, Schema, SchemaBuilder, Searcher

from search.analysis import Span, tokens_of
from search.documents import Hit, IndexDocument, PassageText, SearchAnswer, SearchRequest
from search.engines.base import EngineUnavailable, IndexBusy
from search.engines.query import build, query_spans

FORMAT = "1"  # of the schema and the analysis: another one is built anew
WRITER_BYTES = 30_000_000


def schema() -> Schema:
    builder = SchemaBuilder()
    for name in ("key", "lang", "scope", "kind", "group"):
        builder.add_text_field(name, stored=True, tokenizer_name="raw")
    builder.add_text_field("title", tokenizer_name="whitespace")
    builder.add_text_field("body", tokenizer_name="whitespace")
    builder.add_text_field("stored", stored=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


class EmbeddedEngine:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._index: Index | None = None
        self._opened: Path | None = None
        self._lock = threading.Lock()

    # The folder: `current` names the index in use, so that a rebuilt one is swapped in one step.

    def is_usable(self) -> bool:
        try:
            self._open()
        except EngineUnavailable:
            return False
        return True

    def _current(self) -> Path:
        try:
            name, form = (self.folder / "current").read_text().split()
        except (OSError, ValueError) as error:
            raise EngineUnavailable("no index") from error
        if form != FORMAT:
            raise EngineUnavailable("an index of another format")
        return self.folder / name

    def _open(self) -> Index:
        with self._lock:
            place = self._current()
            if self._index is None or self._opened != place:
                try:
                    self._index = Index(schema(), path=str(place), reuse=True) if place.is_dir() else None
                except Exception as error:
                    raise EngineUnavailable(str(error)) from error
                if self._index is None:
                    raise EngineUnavailable("no index")
                self._opened = place
            return self._index

    def _create(self) -> tuple[Path, Index]:
        place = self.folder / f"index-{uuid.uuid4().hex[:12]}"
        place.mkdir(parents=True)
        return place, Index(schema(), path=str(place))

    def _swap(self, place: Path) -> None:
        fresh = self.folder / f".current-{uuid.uuid4().hex}"
        fresh.write_text(f"{place.name} {FORMAT}")
        fresh.replace(self.folder / "current")
        for other in self.folder.glob("index-*"):
            # Processes that still read the last one keep its open files.
            if other != place and time.time() - other.stat().st_mtime > 5:
                shutil.rmtree(other, ignore_errors=True)

    # Writing

    def update(self, documents: Iterable[IndexDocument], delete: Iterable[str] = (), wait: float = 10.0) -> None:
        if not self.is_usable():
            place, _index = self._create()
            self._swap(place)
        index = self._open()
        writer = self._writer(index, wait)
        try:
            for key in delete:
                writer.delete_documents_by_term("key", key)
            for document in documents:
                writer.delete_documents_by_term("key", document.key)
                writer.add_document(_as_tantivy(document))
            writer.commit()
            writer.wait_merging_threads()
        except Exception as error:
            raise EngineUnavailable(str(error)) from error

    @staticmethod
    def _writer(index: Index, wait: float) -> Any:
        limit = time.monotonic() + wait
        while True:
            try:
                return index.writer(WRITER_BYTES, 1)
            except ValueError as error:
                if "LockBusy" not in str(error) and "lock" not in str(error).lower():
                    raise EngineUnavailable(str(error)) from error
                if time.monotonic() > limit:
                    raise IndexBusy("another process is writing the index") from error
                time.sleep(0.02)

    def rebuild(self, documents: Iterable[IndexDocument]) -> int:
        place, index = self._create()
        writer = index.writer(4 * WRITER_BYTES, 1)
        count = 0
        for document in documents:
            writer.add_document(_as_tantivy(document))
            count += 1
        writer.commit()
        writer.wait_merging_threads()
        self._swap(place)
        return count

    # Reading

    def search(self, request: SearchRequest) -> SearchAnswer:
        try:
            index = self._open()
            index.reload()
            return self._search(index, request)
        except EngineUnavailable:
            raise
        except Exception as error:
            # A damaged file shows itself in many ways: the caller has another way to answer.
            raise EngineUnavailable(str(error)) from error

    def _search(self, index: Index, request: SearchRequest) -> SearchAnswer:
        searcher = index.searcher()
        langs = [request.lang] if request.lang else list(request.languages)
        asked = {lang: query_spans(request.query, lang) for lang in langs}
        for lenient in (False, True):
            query = _query(index.schema, searcher, request.scope, asked, lenient=lenient)
            if query is None:
                break
            result = searcher.search(query, limit=request.limit, offset=request.offset, count=True)
            if result.hits:
                hits = [self._hit(score, searcher.doc(address).to_dict(), asked) for score, address in result.hits]
                return SearchAnswer(getattr(result, "count", 0) or 0, hits)
        return SearchAnswer(0, [])

    @staticmethod
    def _hit(score: float, document: dict[str, list[Any]], asked: dict[str, list[Any]]) -> Hit:
        lang = document["lang"][0]
        wanted = frozenset(token for span in asked.get(lang, []) for token in span.tokens)
        work_id = int(document["key"][0].rsplit(":", 1)[1])
        return Hit(work_id, lang, document["group"][0], score, document["stored"][0], wanted)


def _query(form: Schema, searcher: Searcher, scope: str, asked: dict[str, list[Span]], *, lenient: bool) -> Query | None:
    choices = []
    for lang, spans in asked.items():
        query = build(form, searcher, spans, lenient=lenient)
        if query is not None:
            of_lang = Query.const_score_query(Query.term_query(form, "lang", lang), 0.0)
            choices.append((Occur.Should, Query.boolean_query([(Occur.Must, query), (Occur.Must, of_lang)])))
    if not choices:
        return None
    of_scope = Query.const_score_query(Query.term_query(form, "scope", scope), 0.0)
    return Query.boolean_query([(Occur.Must, Query.boolean_query(choices)), (Occur.Must, of_scope)])


def _as_tantivy(document: IndexDocument) -> Document:
    title = " ".join(tokens_of(document.title, document.lang))
    text = [title, title, *(tokens_of_passage(passage, document.lang) for passage in document.passages)]
    text += [" ".join(tokens_of(term, document.lang)) for term in document.terms]
    made = Document()
    made.add_text("key", document.key)
    made.add_text("lang", document.lang)
    made.add_text("scope", document.scope)
    made.add_text("kind", document.kind)
    made.add_text("group", document.group)
    made.add_text("title", title)
    made.add_text("body", " ".join(text))
    made.add_text("stored", json.dumps(document.stored(), ensure_ascii=False))
    return made


def tokens_of_passage(passage: PassageText, lang: str) -> str:
    return " ".join(tokens_of(passage.text, lang))
