"""Several processes read for one store: the same records, reprints still read as reprints, and no harm if one dies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tamani.corpus.adding import PATIENCE
from tamani.corpus.parallel_reader import ParallelReader, processes_of_this_machine
from tamani.corpus.store import Store
from tests.corpus.test_corpus_reader import TEXTS, bare, by_itself, pages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tamani.gather.gathered import Gathered

MANY = [f"{TEXTS[n % len(TEXTS)]}\n\nLe correspondant numéro {n} cite {n + 3} témoins.\n" for n in range(10)]
WAITS = """
import sys
from tamani.corpus.parallel_reader import ParallelReader
from tamani.reading.reader import PageToRead

if __name__ == "__main__":
    reader = ParallelReader(sys.argv[1], "fr", processes=2)
    next(reader.read_pages([PageToRead(f"Le Mali accuse le Niger. Page {n}.") for n in range(9)]))
    print(*reader._pool._processes, flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def place(tmp_path: Path) -> str:
    return str(tmp_path / "tamani.db")


def test_pages_are_read_as_one_process_reads_them_and_each_once(place: str) -> None:
    with Store(place) as store, ParallelReader(place, "fr", processes=2) as reader:
        added = list(store.add(pages(MANY), reader, batch=len(MANY)))
        assert sorted(a.result for a in added) == ["new"] * len(MANY)
        kept = list(store.pages())
        assert len(kept) == len(MANY)
        for page in kept[: len(TEXTS)]:
            assert bare(page.record) == bare(by_itself(page.record.text, page.url))


def test_a_reprint_is_still_read_from_its_first_print(place: str) -> None:
    first = TEXTS[0]
    with Store(place) as store, ParallelReader(place, "fr", processes=2) as reader:
        added = list(store.add(pages([first, first.replace(" ", "  ", 1)]), reader))
    assert [a.copy_of is not None for a in added].count(True) == 1


def test_a_reprint_that_comes_while_its_first_print_is_being_read_waits_for_it(place: str) -> None:
    first = TEXTS[0]
    texts = [first, *TEXTS[1:], first.replace(" ", "  ", 1)]
    with Store(place) as store, ParallelReader(place, "fr", processes=2) as reader:
        added = list(store.add(pages(texts), reader, batch=2))  # more is fetched while the first are read
        kept = {page.version_id: page.url for page in store.pages()}
    assert sorted(kept[a.copy_of] for a in added if a.copy_of is not None) == ["https://a.example/0"]
    assert len(added) == len(kept) == len(texts)


def test_a_page_is_safe_before_the_next_one_arrives_where_they_come_slowly(place: str) -> None:
    told: list[str] = []

    def slowly() -> Iterator[Gathered]:
        first, second, third, fourth = pages(MANY[:4])
        yield first
        yield second
        time.sleep(PATIENCE + 0.1)  # no more in this while
        yield third
        told.append("asked for the fourth")
        yield fourth

    with Store(place) as store, ParallelReader(place, "fr", processes=2) as reader:
        told.extend(added.result for added in store.add(slowly(), reader, batch=8))
    assert told == ["new", "new", "new", "asked for the fourth", "new"]


def test_when_a_process_dies_its_pages_are_read_all_the_same(place: str) -> None:
    with Store(place) as store, ParallelReader(place, "fr", processes=2) as reader:
        adding = store.add(pages(MANY), reader, batch=len(MANY))
        next(adding)
        pool = reader._pool
        assert pool is not None
        for process in list(pool._processes):
            os.kill(process, signal.SIGKILL)
        assert len(list(adding)) == len(MANY) - 1
        assert store.counts()["records"] == len(MANY)


def is_alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="asks Linux which processes are alive")
def test_no_process_outlives_one_that_was_killed(place: str, tmp_path: Path) -> None:
    script = tmp_path / "waits.py"
    script.write_text(WAITS, encoding="utf-8")
    Store(place).close()
    with subprocess.Popen(  # noqa: S603 (our own script)
        [sys.executable, str(script), place], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as asking:
        assert asking.stdout is not None
        readers = [int(word) for word in asking.stdout.readline().split()]
        assert readers
        assert all(is_alive(reader) for reader in readers)
        asking.kill()
    until = time.monotonic() + 20
    while any(is_alive(reader) for reader in readers) and time.monotonic() < until:
        time.sleep(0.1)
    assert not any(is_alive(reader) for reader in readers)


def test_as_many_processes_as_cores_and_never_more_than_a_laptop_can_bear() -> None:
    assert 1 <= processes_of_this_machine() <= 4
