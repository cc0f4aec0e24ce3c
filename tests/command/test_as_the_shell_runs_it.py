"""The command as a process of its own: exit codes, pipes, interruption, start-up."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tamani import __version__
from tamani.record import Record

PAGES_AT_ONCE = 16
"""The reader parses so many pages together; what is written, is written after each such batch."""

POSIX = pytest.mark.skipif(os.name != "posix", reason="signals and devices of POSIX systems")
TEXT = "Le pont rouvre\n\nLa mairesse Awa Sow a déclaré que « le pont sera rouvert lundi ».\n"


@pytest.fixture
def start():
    """Starts a command line as a process and ends it with the test."""
    started = []

    def start(*arguments, **options):
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        command = [sys.executable, "-m", "tamani", *map(str, arguments)]
        environment = os.environ | {
            "LANG": "en_US.UTF-8",
            "LANGUAGE": "",
            "LC_ALL": "",
        }
        process = subprocess.Popen(command, env=environment, **(pipes | options))  # noqa: S603
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


def test_help_starts_without_the_heavy_parts():
    heavy = {"spacy", "trafilatura", "rich", "ftfy", "py3langid", "thinc", "numpy", "lxml"}
    code = (
        "import sys; from tamani.cli import run; code = run(['read', '--help']); "
        f"print(sorted({heavy!r} & set(sys.modules)), code)"
    )
    command = [sys.executable, "-c", code]
    ended = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    assert ended.stdout.splitlines()[-1] == "[] 0"


def test_help_is_there_nearly_as_soon_as_the_interpreter(start):
    def seconds(process):
        before = time.perf_counter()
        process().communicate(timeout=60)
        return time.perf_counter() - before

    def interpreter():
        return subprocess.Popen([sys.executable, "-c", "import argparse, json, pathlib, re"])

    alone = min(seconds(interpreter) for _ in range(3))
    assert min(seconds(lambda: start("--help")) for _ in range(3)) < 20 * alone


def test_version_and_schema(start):
    out, _ = start("--version").communicate(timeout=20)
    assert out.decode() == f"tamani {__version__}\n"
    process = start("schema")
    out, err = process.communicate(timeout=20)
    assert b'"$defs"' in out
    assert (process.returncode, err) == (0, b"")


def test_a_page_from_standard_input_to_a_record(start):
    process = start("read", "--json", "-")
    out, err = process.communicate(TEXT.encode(), timeout=60)
    assert (process.returncode, err) == (0, b"")
    record = Record.from_json(out)
    assert record.text == TEXT
    (quotation,) = record.quotations
    assert record.text[quotation.start : quotation.end] == "« le pont sera rouvert lundi »"


def test_bad_pages_in_a_folder_leave_the_others_alone(start, tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "c.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40)
    (tmp_path / "d.html.gz").write_bytes(b"\x1f\x8b broken")
    (tmp_path / "e.txt").write_text(TEXT)
    process = start("read", "--json", tmp_path)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 1
    records = [Record.from_json(line) for line in out.splitlines()]
    assert [Path(record.source).name for record in records][:3] == ["a.txt", "b.txt", "c.html"]
    assert not records[0].failures
    assert records[1].failures
    assert not records[-1].failures
    assert "b.txt" in err.decode()
    assert "Traceback" not in err.decode()


@POSIX
def test_whoever_stops_reading_the_output_is_not_bothered(start, tmp_path):
    for number in range(60):
        (tmp_path / f"{number:02}.txt").write_text(TEXT * 5)
    for options in (["--json"], []):
        process = start("read", *options, tmp_path)
        assert process.stdout.readline()
        process.stdout.close()
        assert process.wait(timeout=60) == 141
        assert process.stderr.read() == b""
        process.stdout = None


def heed_interruption():
    """A shell that runs the tests in the background lets its children ignore Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@POSIX
def test_what_was_read_before_ctrl_c_is_written(start, tmp_path):
    pages = [tmp_path / f"{number:02}.txt" for number in range(PAGES_AT_ONCE)]
    for path in pages:
        path.write_text(TEXT)
    process = start("read", "--json", *pages, "-", preexec_fn=heed_interruption)  # the last page never comes
    lines = [process.stdout.readline() for _ in pages]
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=30) == 130
    assert all(Record.from_json(line).text == TEXT for line in lines)
    err = process.stderr.read().decode()
    told = re.search(r"Interrupted\. (\d+) pages were read before, and are written\.", err)
    assert told is not None
    assert int(told[1]) in {len(pages) - 1, len(pages)}  # the last one may have been written and not yet counted
    assert "Traceback" not in err


@POSIX
def test_where_nothing_was_read_before_ctrl_c_nothing_is_said_to_be_written(start, tmp_path):
    process = start("read", "--html", tmp_path / "out", "-", preexec_fn=heed_interruption)  # the page never comes
    time.sleep(4)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=30) == 130
    err = process.stderr.read().decode()
    assert "Interrupted" in err
    assert "written" not in err or "nothing is written" in err
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_a_full_disk_is_an_error_of_its_own(start):
    with Path("/dev/full").open("wb") as full:
        process = start("schema", stdout=full)
        _, err = process.communicate(timeout=20)
    assert process.returncode == 3
    assert "the output cannot be written" in err.decode()
    assert "Traceback" not in err.decode()


def test_many_pages_are_added_by_several_processes_each_once(start, tmp_path):
    texts = [f"{TEXT}\nLe quartier numéro {n} compte {n + 7} rues.\n" for n in range(90)]
    pages = [{"url": f"https://a.example/{n}", "text": text} for n, text in enumerate(texts)]
    lines = "\n".join(json.dumps(page) for page in pages)
    (tmp_path / "pages.jsonl").write_text(lines, encoding="utf-8")
    add = ("add", "--store", tmp_path / "store.db", "--processes", "2", tmp_path / "pages.jsonl")
    _, told = start(*add).communicate(timeout=120)
    assert b"90 new" in told
    _, told = start(*add).communicate(timeout=120)
    assert b"0 new, 0 in a new version, 90 known" in told


@POSIX
def test_an_interrupted_run_with_several_processes_goes_on_where_it_stopped(start, tmp_path):
    pages = [{"url": f"https://a.example/{n}", "text": f"Titre {n}\n\n{TEXT * 12}\nRue {n}.\n"} for n in range(120)]
    lines = "\n".join(json.dumps(page) for page in pages)
    (tmp_path / "pages.jsonl").write_text(lines, encoding="utf-8")
    add = ("add", "--store", tmp_path / "store.db", "--processes", "2", tmp_path / "pages.jsonl")
    first = start(*add)
    until = time.monotonic() + 60
    while not (tmp_path / "store.db").exists() and time.monotonic() < until:
        time.sleep(0.1)
    time.sleep(2)
    first.send_signal(signal.SIGINT)
    _, told = first.communicate(timeout=60)
    assert first.returncode == 130, told
    assert b"kept in the store; the same command does the rest" in told
    start(*add).communicate(timeout=120)
    _, told = start(*add).communicate(timeout=120)
    assert b"0 new, 0 in a new version, 120 known" in told
