"""Killed at any moment, the store loses no finished page and doubles none; several may use it at once."""

from __future__ import annotations

import os
import random
import threading

import pytest

from tamani.corpus.store import Store
from tests.corpus.killing import add_and_kill, doubles_and_holes, moments, pages, read_versions
from tests.corpus.quick_reader import QuickReader

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
NUMBER = 60
MANY = 160


def test_killed_again_and_again_it_loses_nothing_and_doubles_nothing(tmp_path):
    place = tmp_path / "tamani.db"
    chance = random.Random(5)  # noqa: S311 (moments of a test)
    safe: set[int] = set()
    stored = [0]
    for goal in moments(MANY, 8, chance):
        safe |= add_and_kill(place, MANY, after=chance.uniform(0, 0.02), at_least=goal).reported
        with Store(place) as store:
            assert doubles_and_holes(store) == []
            assert safe <= read_versions(store)
            stored.append(len(read_versions(store)))
    assert stored == sorted(stored)
    assert stored[2] < MANY / 2 < stored[-1]
    with Store(place) as store:
        list(store.add(pages(MANY), QuickReader()))
        assert doubles_and_holes(store) == []
        assert store.counts()["records"] == MANY == store.counts()["pages"]


def test_moments_lie_all_over_a_run():
    chance = random.Random(1)  # noqa: S311 (moments of a test)
    found = moments(1500, 50, chance)
    assert [moment // 30 for moment in found] == list(range(50))


def test_two_processes_add_the_same_pages_while_a_third_reads(tmp_path):
    place = tmp_path / "tamani.db"
    Store(place).close()
    children = [_fork_adder(place) for _ in range(2)]
    seen = []
    with Store(place) as store:
        while children:
            seen.append(len(list(store.pages())))
            children = [child for child in children if _is_at_work(child)]
        assert seen == sorted(seen)
        assert doubles_and_holes(store) == []
        assert store.counts()["records"] == NUMBER == store.counts()["versions"]


def _fork_adder(place):
    child = os.fork()
    if child == 0:
        code = 1
        try:
            with Store(place) as store:
                list(store.add(pages(NUMBER), QuickReader()))
            code = 0
        finally:
            os._exit(code)
    return child


def _is_at_work(child):
    """Whether a process still adds; where it has ended it must have ended well."""
    ended, status = os.waitpid(child, os.WNOHANG)
    assert ended == 0 or os.waitstatus_to_exitcode(status) == 0
    return ended == 0


def test_threads_of_one_process_may_add_at_once(store):
    threads = [threading.Thread(target=lambda: list(store.add(pages(20), QuickReader()))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert doubles_and_holes(store) == []
    assert store.counts()["records"] == 20
