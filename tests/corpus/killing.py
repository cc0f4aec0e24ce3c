"""A process that adds pages and is killed in the middle of it."""

from __future__ import annotations

import os
import select
import signal
import time
from dataclasses import dataclass

from sqlalchemy import func
from sqlalchemy import select as query

from tamani.corpus import tables
from tamani.corpus.store import Store
from tamani.gather.gathered import Gathered
from tests.corpus.quick_reader import QuickReader, came

LINE = "Diop (MLI) : « Nous avons signé le texte {n}. »\nDiop ACCUSE Barry de tout, le 2026-02-28.\n"


def pages(number: int) -> list[Gathered]:
    return [came(f"Page {n}\n{LINE.format(n=n) * 5}", f"https://a.example/{n}") for n in range(number)]


def moments(number, of, chance) -> list[int]:
    """``of`` moments of a run that adds ``number`` pages, as pages stored: one at random in each stretch of the run.

    A process that starts again reports the pages that are there first, so that this is also how many it reports.
    """
    return [chance.randrange(number * n // of, max(number * n // of + 1, number * (n + 1) // of)) for n in range(of)]


@dataclass
class Killed:
    """What a killed process had reported as safe, and whether it had come to its end before."""

    reported: set[int]
    finished: bool


def add_and_kill(place, number, *, after: float, at_least: int = 0) -> Killed:
    """Add pages in a process of its own; kill it ``after`` seconds, counted from ``at_least`` reported pages on."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read_end)
        try:
            with Store(place) as store:
                for added in store.add(pages(number), QuickReader()):
                    os.write(write_end, f"{added.version_id}\n".encode())
        finally:
            os._exit(0)
    os.close(write_end)
    reported = _wait(read_end, time.monotonic() + (0 if at_least else after), at_least)
    time.sleep(after if at_least else 0)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    reported += _rest(read_end)
    os.close(read_end)
    lines = reported.decode().split("\n")[:-1]
    return Killed({int(line) for line in lines}, finished=not os.WIFSIGNALED(status))


def _wait(pipe, until, at_least):
    found = b""
    while time.monotonic() < until or (at_least and found.count(b"\n") < at_least):
        if select.select([pipe], [], [], 0.001)[0]:
            some = os.read(pipe, 65536)
            if not some:
                break
            found += some
        if at_least and found.count(b"\n") >= at_least:
            break
    return found


def _rest(pipe):
    found = b""
    while some := os.read(pipe, 65536):
        found += some
    return found


def doubles_and_holes(store) -> list[str]:
    """What must never be: two pages of one URL, a record without entries, a row that points at nothing."""
    wrong = store.check()
    with store.reading() as connection:
        urls = query(tables.pages.c.url).group_by(tables.pages.c.url).having(func.count() > 1)
        wrong += [f"{url} twice" for url in connection.scalars(urls)]
        halves = connection.exec_driver_sql(
            "SELECT version_id FROM records r WHERE "
            "(SELECT count(*) FROM quotations q WHERE q.version_id = r.version_id) <> 5 "
            "OR (SELECT count(*) FROM events e WHERE e.version_id = r.version_id) <> 5 "
            "OR NOT EXISTS (SELECT 1 FROM searched s WHERE s.version_id = r.version_id)"
        )
        wrong += [f"version {row[0]} is half there" for row in halves]
    return wrong


def read_versions(store) -> set[int]:
    with store.reading() as connection:
        return set(connection.scalars(query(tables.records.c.version_id)))
