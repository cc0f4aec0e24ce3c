"""Adding pages: once, in versions, with what failed; nothing lost, nothing doubled."""

from __future__ import annotations

import gc
import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from tamani.corpus import database, entry_tables, tables
from tamani.corpus.kept_pages import raw_page
from tamani.corpus.store import Store
from tamani.gather.gathered import Missed
from tamani.record import Reason
from tests.corpus.quick_reader import QuickReader, came

PAGE = (
    "Un accord à Bamako\nDiop (MLI) : « Nous avons signé. »\nDiop ACCUSE Barry de tout, le 2026-02-28.\n"
    "| À lire aussi\n"
)


def rows(store, table):
    with store.reading() as connection:
        return connection.execute(select(table)).mappings().all()


def count(store, table):
    with store.reading() as connection:
        return connection.scalar(select(func.count()).select_from(table))


def add(store, reader, *pages):
    return list(store.add(pages, reader))


def test_a_page_is_kept_as_it_came(store, quick):
    [added] = add(store, quick, came(PAGE, "https://a.example/1", outlet="A"))
    assert (added.result, added.failures) == ("new", ())
    assert raw_page(store.engine, added.version_id) == PAGE.encode()
    [content] = rows(store, tables.contents)
    assert content["sha256"] == hashlib.sha256(PAGE.encode()).hexdigest()
    [version] = rows(store, tables.versions)
    assert (version["number"], version["how"], version["fetched_at"]) == (1, "file", "2026-03-01T12:00:00.000Z")


NOTE = (
    "Le pont de Sadiola\nLe pont a rouvert lundi, a dit le maire, après deux mois de travaux que la commune a payés, "
    "et les camions passent de nouveau entre les deux rives du fleuve."
)
CORRECTED = NOTE.replace("lundi", "mardi")
OTHER = "Le port de Sadiola\nLes dockers ont cessé le travail mercredi : leur salaire n’est pas versé à temps."


def file(text, path="pages/note.txt", **more):
    return came(text, origin=path, **{"media_type": "text/plain", **more})


def results(store, reader, *pages):
    return [(added.result, added.page_id) for added in add(store, reader, *pages)]


def test_a_text_file_that_was_corrected_is_a_new_version_of_its_page(store, quick):
    assert results(store, quick, file(NOTE)) == [("new", 1)]
    assert results(store, quick, file(CORRECTED)) == [("version", 1)]
    assert results(store, quick, file(CORRECTED)) == [("known", 1)]
    assert results(store, quick, file(CORRECTED, "elsewhere.txt")) == [("known", 1)], "the same bytes are one page"
    assert results(store, quick, file(NOTE)) == [("known", 1)]
    assert "lundi" in store.changes(1)[0].diff
    assert [page.record.text for page in store.pages()] == [CORRECTED]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([file(NOTE)], file(OTHER)),
        ([file(NOTE)], file(CORRECTED, "other.txt")),
        ([file(NOTE), file(NOTE, "copy.txt")], file(CORRECTED)),
        ([file(NOTE)], file(CORRECTED, outlet="Le Fil")),
        ([file(NOTE, media_type="text/html")], file(CORRECTED, media_type="text/html")),
        ([file(NOTE, how="json_lines")], file(CORRECTED, how="json_lines")),
    ],
    ids=["other words", "other path", "still elsewhere", "other outlet", "with its site", "one of many lines"],
)
def test_what_may_be_another_page_is_one(store, quick, before, after):
    add(store, quick, *before)
    assert results(store, quick, after) == [("new", 2)]
    assert len(list(store.pages())) == 2


def test_what_a_page_calls_itself_makes_no_other_page_of_the_same_bytes(store, quick):
    add(store, quick, came(PAGE))
    [again] = add(store, quick, came(PAGE, outlet="L’Écho", outlet_is_claimed=True))
    assert again.result == "known"
    [elsewhere] = add(store, quick, came(PAGE, outlet="Le Fil"))
    assert elsewhere.result == "new"


def test_every_kind_of_entry_has_its_rows_with_their_words(store, quick):
    add(store, quick, came(PAGE, "https://a.example/1"))
    [quotation] = rows(store, entry_tables.quotations)
    assert quotation["words"] == "« Nous avons signé. »" == PAGE[quotation["start"] : quotation["end"]]
    [said] = rows(store, entry_tables.quotation_spans)
    assert said["words"] == " Nous avons signé. "
    actors = {row["n"]: row for row in rows(store, entry_tables.actors)}
    assert actors[quotation["speaker_n"]]["name"] == "Diop"
    [event] = rows(store, entry_tables.events)
    sides = {row["side"]: row["actor"] for row in rows(store, entry_tables.event_actors)}
    assert (event["words"], sides) == ("ACCUSE", {"source": "diop", "target": "barry"})
    [claim] = rows(store, entry_tables.claims)
    [about] = rows(store, entry_tables.claim_about)
    assert (claim["event_n"], about["actor"]) == (0, "barry")
    for table in (entry_tables.mentions, entry_tables.times, entry_tables.flags, entry_tables.event_actors):
        assert rows(store, table)
    for table in entry_tables.ENTRY_TABLES:
        for row in rows(store, table):
            if "words" in row:
                assert row["words"] == PAGE[row["start"] : row["end"]]
    assert store.check() == []


def test_the_record_comes_back_as_it_was(store, quick):
    add(store, quick, came(PAGE, "https://a.example/1", outlet="A"))
    [page] = store.pages()
    assert page.record.text == PAGE
    assert (page.url, page.outlet, page.raw()) == ("https://a.example/1", "A", PAGE.encode())
    assert page.fetched_at == datetime(2026, 3, 1, 12, tzinfo=UTC)
    assert store.page(page.version_id) == page


def test_the_same_bytes_twice_are_one_page(store, quick):
    first = add(store, quick, came(PAGE, "https://a.example/1"), came(PAGE, "https://a.example/1"))
    again = add(store, quick, came(PAGE, "https://a.example/1"))
    assert [a.result for a in first + again] == ["new", "known", "known"]
    assert (count(store, tables.pages), count(store, tables.versions), quick.pages_read) == (1, 1, 1)


def test_a_page_without_a_url_is_its_bytes(store, quick):
    add(store, quick, came(PAGE, origin="a.txt"), came(PAGE, origin="b.txt"))
    assert count(store, tables.pages) == 1
    assert {row["source"] for row in rows(store, tables.sightings)} == {"a.txt", "b.txt"}


def test_the_same_bytes_at_two_outlets_are_two_pages_and_one_content(store, quick):
    add(store, quick, came(PAGE, outlet="A"), came(PAGE, outlet="B"))
    assert (count(store, tables.pages), count(store, tables.contents)) == (2, 1)


def test_a_changed_page_is_a_new_version_with_a_diff_and_the_gone_quotation(store, quick):
    add(store, quick, came(PAGE, "https://a.example/1"))
    changed = PAGE.replace("Diop (MLI) : « Nous avons signé. »", "Diop (MLI) : « Rien n'est signé. »")
    [added] = add(store, quick, came(changed, "https://a.example/1"))
    assert added.result == "version"
    [change] = store.changes(added.page_id)
    assert change.gone == ["« Nous avons signé. »"]
    assert "-Diop (MLI) : « Nous avons signé. »" in change.diff
    assert "À lire aussi" not in change.diff
    assert [page.version_id for page in store.pages()] == [added.version_id]
    assert len(list(store.pages(all_versions=True))) == 2
    assert count(store, tables.searched) == 1


def test_another_quotation_mark_is_no_gone_quotation(store, quick):
    add(store, quick, came(PAGE, "https://a.example/1"))
    changed = PAGE.replace("« Nous avons signé. »", "« Nous  avons signé ! »")
    [added] = add(store, quick, came(changed, "https://a.example/1"))
    assert store.changes(added.page_id)[0].gone == []


def test_what_failed_is_kept_until_it_works(store, quick):
    why = Reason(code="gather_status", values={"status": "503"}, words="The server answers 503.")
    add(store, quick, came(" ", "https://a.example/empty"), Missed("https://a.example/2", why))
    add(store, quick, Missed("https://a.example/2", why))
    found = {failure.place: failure for failure in store.failures()}
    assert found["https://a.example/2"].times == 2
    assert found["https://a.example/2"].why == why
    assert found["https://a.example/empty"].why.code == "page_empty"
    add(store, quick, came(PAGE, "https://a.example/2"))
    assert [failure.place for failure in store.failures()] == ["https://a.example/empty"]


class StopsReader:
    """Reads some pages and then stops as a killed process does."""

    def __init__(self, quick, after):
        self.quick, self.after = quick, after

    def read_many(self, pages):
        for place, record in enumerate(self.quick.read_many(pages)):
            if place == self.after:
                raise KeyboardInterrupt
            yield record


def many(number):
    return [came(f"{PAGE}Page {n} de {number}.\n", f"https://a.example/{n}") for n in range(number)]


def test_pages_left_unread_are_read_by_the_next_run_first(store, quick):
    with pytest.raises(KeyboardInterrupt):
        add(store, StopsReader(quick, 3), *many(8))
    assert (count(store, tables.versions), count(store, tables.records)) == (8, 3)
    results = [added.result for added in add(store, quick, *many(8))]
    assert results == ["resumed"] * 5 + ["known"] * 8
    assert count(store, tables.records) == 8
    assert store.check() == []


def test_a_full_disk_loses_nothing_that_was_done(sqlite_store, quick):
    store = sqlite_store
    [first] = add(store, quick, came(PAGE, "https://a.example/1"))
    with store.reading() as connection:
        size = connection.execute(text("PRAGMA page_count")).scalar()

    def limit(connection, _record):
        connection.execute(f"PRAGMA max_page_count = {size + 12}")

    from sqlalchemy import event  # noqa: PLC0415 (only this test fills the disk)

    store.engine.dispose()
    event.listen(store.engine, "connect", limit)
    done = []
    with pytest.raises(Exception, match="full"):
        done += store.add(many(200), quick)
    event.remove(store.engine, "connect", limit)
    store.engine.dispose()
    assert store.check() == []
    assert store.page(first.version_id) is not None
    add(store, quick, *many(200))
    assert count(store, tables.records) == 201
    assert store.check() == []


def test_a_page_with_the_character_nul_is_kept(store, quick):
    [added] = add(store, quick, came("Titre\nDiop (MLI) : « A\x00B. »", "https://a.example/nul"))
    [quotation] = rows(store, entry_tables.quotations)
    assert len(quotation["words"]) == len("« A\x00B. »")
    assert store.page(added.version_id).record.text.endswith("« A\x00B. »")


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
def test_memory_stays_flat_as_the_store_grows(tmp_path, monkeypatch):
    monkeypatch.setattr(database, "CACHE", 512)

    def held():
        gc.collect()
        status = Path("/proc/self/status").read_text(encoding="ascii")
        return int(status.split("RssAnon:")[1].split()[0]) / 1024

    def some(first, last):
        for n in range(first, last):
            lines = (" ".join(f"mot{n * 31 + i * k}" for k in range(20)) for i in range(8))
            yield came(
                "\n".join((f"Titre {n}", "Diop (MLI) : « Nous avons signé. »", *lines)), f"https://a.example/{n}"
            )

    with Store(tmp_path / "tamani.db") as store:
        assert len(list(store.add(some(0, 150), QuickReader()))) == 150
        before = held()
        assert sum(1 for _ in store.add(some(150, 750), QuickReader())) == 600
        assert held() - before < 6
