"""The files of vectors: what is in them, whatever was written, cut off, damaged or written by others at the same time."""

from __future__ import annotations

import multiprocessing
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pytest

np = pytest.importorskip("numpy", reason="NumPy comes with an encoder")

from search.documents import IndexDocument, PassageText  # noqa: E402
from search.engines.base import IndexBusy  # noqa: E402
from search.meaning import DAMAGE, Vectors  # noqa: E402
from search.meaning.chunks import MOST, SIZE, chunks  # noqa: E402
from search.meaning.segments import MOST_SEGMENTS, Segment, writing  # noqa: E402

LANGUAGES = ("en", "fr")


class Letters:
    """An encoder for tests: texts are alike that have the same letters."""

    name = "letters"
    languages = frozenset(("en", "fr"))

    def __init__(self) -> None:
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        self.encoded += texts
        counts = np.array([[text.lower().count(chr(97 + place)) for place in range(26)] for text in texts], np.float32)
        rows = (counts + 0.01) @ np.random.default_rng(26).normal(size=(26, 256))
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def document(pk: int, title: str, lang: str = "en", group: str = "") -> IndexDocument:
    return IndexDocument(pk, lang, "article", title, group=group)


@pytest.fixture
def vectors(tmp_path: Path) -> Vectors:
    return Vectors(tmp_path / "vectors", Letters())


def ids(vectors: Vectors, text: str) -> list[int]:
    return [near.id for near in vectors.nearest(text, LANGUAGES)]


def test_there_are_none_at_first_and_searching_finds_nothing(vectors: Vectors) -> None:
    assert not vectors.is_usable()
    assert ids(vectors, "aaa") == []


def test_the_nearest_come_first_and_know_their_work(vectors: Vectors) -> None:
    vectors.update([document(1, "aaab", group="g1"), document(2, "bbbb"), document(3, "aaaa", "fr")])

    best = vectors.nearest("aaaa", LANGUAGES)[0]
    assert (best.id, best.lang, best.group) == (3, "fr", "3")
    assert best.similarity == pytest.approx(1, abs=0.02)
    assert ids(vectors, "aaaa") == [3, 1, 2]
    assert [near.id for near in vectors.nearest("aaaa", ("en",))] == [1, 2]


def test_those_asked_for_by_id_are_compared_whatever_else_is_nearer(vectors: Vectors) -> None:
    vectors.update([document(1, "aaab"), document(2, "bbbb"), document(3, "aaaa", "fr")])

    assert [near.id for near in vectors.nearest("aaaa", ("fr",), also=[2])] == [3, 2]


def test_an_update_replaces_and_removes(vectors: Vectors) -> None:
    vectors.update([document(1, "aaaa"), document(2, "bbbb")])
    vectors.update([document(1, "cccc")], delete=[1, 2])

    assert vectors.fingerprints() == {1: document(1, "cccc").fingerprint()}
    assert ids(vectors, "aaaa") == [1]


def test_many_updates_are_merged_and_nothing_gone_comes_back(vectors: Vectors) -> None:
    for number in range(40):
        vectors.update([document(number, "a" * (number + 1))], delete=[number - 1] if number % 2 else [])

    assert sorted(vectors.fingerprints()) == list(range(1, 40, 2))
    assert len(list(vectors.folder.glob("segment-*"))) >= 1
    assert len(vectors._open().segments) <= MOST_SEGMENTS


def test_following_encodes_only_what_changed(vectors: Vectors) -> None:
    before = [document(1, "aaaa"), document(2, "bbbb"), document(3, "cccc")]
    assert vectors.follow(before) == 3
    encoder = vectors.encoder
    assert isinstance(encoder, Letters)
    encoder.encoded.clear()

    vectors.follow([document(1, "aaaa"), document(2, "dddd")])

    assert encoder.encoded == ["dddd"]
    assert sorted(vectors.fingerprints()) == [1, 2]


def test_following_nothing_leaves_usable_vectors_of_nothing(vectors: Vectors) -> None:
    assert vectors.follow([]) == 0
    assert vectors.is_usable()


def test_a_language_in_letters_that_the_encoder_never_saw_has_no_vectors(vectors: Vectors) -> None:
    vectors.update([document(1, "མཁའ་དབྱིངས", "bo"), document(2, "aaaa", "sv")])

    assert sorted(vectors.fingerprints()) == [2]


def test_vectors_of_another_encoder_are_none(vectors: Vectors) -> None:
    vectors.update([document(1, "aaaa")])
    other = Letters()
    other.name = "others"

    assert not Vectors(vectors.folder, other).is_usable()
    assert Vectors(vectors.folder, other).nearest("aaaa", LANGUAGES) == []


@pytest.mark.parametrize("name", ["means", "pieces", "ids", "bits"])
def test_a_damaged_file_is_noticed_and_mended(vectors: Vectors, name: str) -> None:
    vectors.update([document(1, "aaaa"), document(2, "bbbb")])
    (file,) = vectors.folder.glob(f"segment-*/{name}.npy")
    file.write_bytes(file.read_bytes()[:40])
    fresh = Vectors(vectors.folder, Letters())

    assert not fresh.is_usable()
    fresh.follow([document(1, "aaaa"), document(2, "bbbb")])
    assert ids(fresh, "aaaa") == [1, 2]


@pytest.mark.parametrize("name", Segment.FIELDS)
def test_a_byte_that_changed_is_noticed_and_mended(vectors: Vectors, name: str) -> None:
    vectors.update([document(1, "aaaa"), document(2, "bbbb")], delete=[3])
    (file,) = vectors.folder.glob(f"segment-*/{name}.npy")
    held = file.read_bytes()
    file.write_bytes(held[:-1] + bytes([held[-1] ^ 64]))
    fresh = Vectors(vectors.folder, Letters())

    assert not fresh.is_usable()
    fresh.follow([document(1, "aaaa"), document(2, "bbbb")])
    assert fresh.is_usable()
    assert ids(fresh, "aaaa") == [1, 2]


@pytest.mark.parametrize("name", Segment.FIELDS)
def test_damage_is_told_as_such_wherever_it_is(vectors: Vectors, name: str) -> None:
    vectors.update([document(pk, "abc" * pk) for pk in range(1, 9)])
    (file,) = vectors.folder.glob(f"segment-*/{name}.npy")
    held = file.read_bytes()

    for place in [None, *range(0, len(held), max(1, len(held) // 50))]:
        file.write_bytes(b"" if place is None else held[:place] + bytes([held[place] ^ 255]) + held[place + 1 :])
        fresh = Vectors(vectors.folder, Letters())
        with suppress(*DAMAGE):
            fresh.nearest("aaaa", LANGUAGES)
        assert not fresh.is_usable()


def test_a_writer_that_died_leaves_the_old_vectors(vectors: Vectors, monkeypatch: pytest.MonkeyPatch) -> None:
    vectors.update([document(1, "aaaa")])
    with monkeypatch.context() as patched:
        patched.setattr("search.meaning.vectors.write_manifest", _full)
        with pytest.raises(OSError, match="full"):
            vectors.update([document(2, "bbbb")])

    assert sorted(vectors.fingerprints()) == [1]
    vectors.update([document(2, "bbbb")])
    assert sorted(vectors.fingerprints()) == [1, 2]


def _full(*_args: object) -> None:
    raise OSError("the disk is full")


def test_one_writes_at_a_time(vectors: Vectors) -> None:
    with writing(vectors.folder, 0), pytest.raises(IndexBusy):
        vectors.update([document(1, "aaaa")], wait=0.05)


def test_what_another_process_wrote_is_seen(vectors: Vectors) -> None:
    vectors.update([document(1, "aaaa")])
    assert ids(vectors, "bbbb") == [1]

    Vectors(vectors.folder, Letters()).update([document(2, "bbbb")])
    assert ids(vectors, "bbbb") == [2, 1]


def test_processes_that_write_at_once_lose_nothing(vectors: Vectors) -> None:
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_write, args=(str(vectors.folder), start)) for start in (0, 100)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert sorted(vectors.fingerprints()) == [*range(10), *range(100, 110)]


def _write(folder: str, start: int) -> None:
    for number in range(start, start + 10):
        Vectors(Path(folder), Letters()).update([document(number, "abc")], wait=60)


def test_among_many_the_nearest_is_found_by_its_signs_first(vectors: Vectors) -> None:
    rng = np.random.default_rng(1)
    titles = ["".join(rng.choice(list("abcdefghijklmnopqrst"), 12)) for _number in range(5000)]
    vectors.update(document(number, title) for number, title in enumerate(titles))

    assert all(number in ids(vectors, titles[number])[:5] for number in range(0, 5000, 500))


def test_chunks_are_sentences_together_and_of_a_long_work_a_selection() -> None:
    text = "A sentence of some words about stars. " * 1000
    long = IndexDocument(1, "en", "article", "Stars", "Of stars.", [PassageText("s", "Of stars."), PassageText("a", text)])

    pieces = chunks(long)
    assert pieces[0] == "Stars. Of stars"
    assert len(pieces) == MOST
    assert all(len(piece) <= 2 * SIZE for piece in pieces)
    assert chunks(IndexDocument(1, "en", "article", "")) == [""]


def test_any_text_has_chunks() -> None:
    endless = IndexDocument(1, "zh-hans", "article", "长", passages=[PassageText("a", "没有标点" * 3000), PassageText("b", "")])

    assert 1 < len(chunks(endless)) <= MOST
