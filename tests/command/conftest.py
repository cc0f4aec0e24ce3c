import sys
import types
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from tamani import cli
from tamani.record import Block, Failure, Reason, Record


@dataclass
class PageToRead:
    page: object
    source: str | None = None
    received: object = None
    published: object = None


class QuickReader:
    """Stands in for the reader where a test is about the command and not about reading."""

    def __init__(self, language="auto", *, time_limit=None):
        self.language, self.time_limit = language, time_limit

    def read_many(self, pages):
        for asked in pages:
            yield self.record(asked)

    def record(self, asked):
        try:
            data = asked.page.read_bytes() if isinstance(asked.page, Path) else asked.page
        except OSError as problem:
            return self.failed(asked, f"It cannot be opened: {problem.strerror}.")
        if not data.strip():
            return self.failed(asked, "It is empty.")
        text = data.decode()
        block = Block(kind="body", start=0, end=len(text), by="quick")
        return Record(source=asked.source, text=text, language=self.language, blocks=[block])

    @staticmethod
    def failed(asked, words):
        why = Reason(code="only_in_tests", words=words)
        return Record(source=asked.source, text="", failures=[Failure(step="receive", why=why)])


@pytest.fixture
def quick_reader(monkeypatch):
    """The reader's module with a reader in it that needs no model."""
    module = types.ModuleType("tamani.reading.reader")
    module.Reader, module.PageToRead = QuickReader, PageToRead
    monkeypatch.setitem(sys.modules, "tamani.reading.reader", module)
    return module


@pytest.fixture
def run(monkeypatch):
    """Runs a command line as the shell would, and gives its exit code and what it wrote."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments, given=None):
        with CliRunner().isolation(input=given) as (out, err, _):
            code = cli.run([str(argument) for argument in arguments])
            return types.SimpleNamespace(code=code, out=out.getvalue().decode(), err=err.getvalue().decode())

    return run


@pytest.fixture
def page(tmp_path):
    """Writes a page and says where it is."""

    def write(name="page.txt", text="Le pont est ouvert."):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return write
