import gzip
import json
import os
import stat
from pathlib import Path

import pytest

from tamani.command import outputs
from tamani.command.sources import holds_many_pages
from tamani.record import Record

pytestmark = pytest.mark.usefixtures("quick_reader")
needs_permissions = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="permissions do not bind the superuser"
)


def records(result):
    return [Record.from_json(line) for line in result.out.splitlines()]


def test_json_is_one_record_a_line(run, page):
    result = run("read", "--json", page("a.txt", "Un."), page("b.txt", "Deux.\nTrois."))
    assert result.code == 0
    assert [record.text for record in records(result)] == ["Un.", "Deux.\nTrois."]


def test_standard_input_is_a_page(run):
    result = run("read", "--json", "-", given="Le pont est ouvert.")
    assert [record.text for record in records(result)] == ["Le pont est ouvert."]


def test_without_options_the_view_for_people_is_shown(run, page):
    result = run("read", page())
    assert result.code == 0
    assert "Le pont est ouvert." in result.out
    assert "Who said what" in result.out


def test_tamani_speaks_french_when_asked_or_when_the_environment_does(run, page, monkeypatch):
    assert "Qui a dit quoi" in run("read", "--lang", "fr", page()).out
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    assert "Qui a dit quoi" in run("read", page()).out
    assert "Who said what" in run("read", "--lang=en", page()).out


def test_a_missing_page_is_told_and_the_others_are_read(run, page, tmp_path):
    result = run("read", "--json", tmp_path / "nothing.txt", page())
    assert result.code == 1
    assert len(records(result)) == 1
    assert "nothing.txt: there is no such file or folder." in result.err


def test_a_page_that_cannot_be_read_leaves_a_line_that_says_why(run, page):
    result = run("read", "--json", page("a.txt"), page("empty.txt", ""), page("c.txt"))
    assert result.code == 1
    assert [bool(record.failures) for record in records(result)] == [False, True, False]
    assert "empty.txt: could not be read: It is empty." in result.err


def test_a_folder_is_read_with_its_folders_and_without_hidden_files(run, page, tmp_path):
    for name in (
        "b.html",
        "a.txt",
        "deep/c.TXT",
        "deep/d.html.gz",
        ".hidden.txt",
        ".git/e.txt",
        "picture.png",
    ):
        page(name, name)
    result = run("read", "--json", tmp_path)
    assert [record.text for record in records(result)] == ["a.txt", "b.html", "deep/c.TXT", "deep/d.html.gz"]


def test_a_folder_without_pages_says_what_is_looked_for(run, tmp_path):
    result = run("read", "--json", tmp_path)
    assert result.code == 1
    assert ".txt" in result.err
    assert result.out == ""


def test_links_in_a_circle_end(run, page, tmp_path):
    page("inner/a.txt")
    try:
        (tmp_path / "inner" / "again").symlink_to(tmp_path, target_is_directory=True)
    except OSError:
        pytest.skip("this system does not let us make links")
    assert len(records(run("read", "--json", tmp_path))) == 1


@needs_permissions
def test_a_folder_that_cannot_be_opened_is_told_and_the_rest_goes_on(run, page, tmp_path):
    page("a.txt")
    page("closed/b.txt").parent.chmod(0)
    try:
        result = run("read", "--json", tmp_path)
    finally:
        (tmp_path / "closed").chmod(stat.S_IRWXU)
    assert result.code == 1
    assert len(records(result)) == 1
    assert "closed: this folder cannot be opened" in result.err


@pytest.mark.parametrize("given", ["3/4/2025", "2025-13-01", "hier", ""])
@pytest.mark.parametrize("option", ["--received", "--published"])
def test_a_date_that_is_none_is_refused_before_anything_is_read(run, page, option, given):
    result = run("read", option, given, page())
    assert result.code == 2
    assert "2025-04-03" in result.err
    assert result.out == ""


def test_options_reach_the_reader(run, page, quick_reader, monkeypatch):
    seen = []

    class Listening(quick_reader.Reader):
        def record(self, asked):
            seen.append((self.language, self.time_limit, asked.received, asked.published))
            return super().record(asked)

    monkeypatch.setattr(quick_reader, "Reader", Listening)
    run("read", "--json", "--language", "fr", "--time-limit", "2.5", "--received", "2025-04-04", page())
    run("read", "--json", "--time-limit", "0", "--published", "2025-04-03", page())
    assert seen == [("fr", 2.5, "2025-04-04", None), ("auto", None, None, "2025-04-03")]


def test_no_page_at_all_is_a_usage_error(run):
    assert run("read").code == 2
    assert run("read", "--no-such-option", "x").code == 2
    assert run("no-such-command").code == 2


def test_html_of_one_page_is_the_file_asked_for(run, page, tmp_path):
    out = tmp_path / "new folder" / "marked.html"
    result = run("read", "--html", out, page())
    assert result.code == 0
    assert "Le pont est ouvert." in out.read_text(encoding="utf-8")
    assert result.out == ""
    assert str(out) in result.err
    assert [path.name for path in out.parent.iterdir()] == ["marked.html"]


def test_html_of_one_page_goes_into_a_folder_that_is_there(run, page, tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    assert run("read", "--html", folder, page("bridge.html.gz")).code == 0
    assert [path.name for path in folder.iterdir()] == ["bridge.html"]
    assert run("read", "--html", f"{tmp_path}/new/", page("bridge.html.gz")).code == 0
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["bridge.html"]


def test_html_of_several_pages_is_a_folder_with_an_index(run, page, tmp_path):
    out = tmp_path / "marked"
    assert run("read", "--html", out, page("a.txt"), page("deep/A.html"), page("index.txt")).code == 0
    names = sorted(path.name for path in out.iterdir())
    assert names == ["A-2.html", "a.html", "index-2.html", "index.html"]
    index = (out / "index.html").read_text(encoding="utf-8")
    assert all(f'href="{name}"' in index for name in names if name != "index.html")


def test_several_pages_do_not_go_into_one_file(run, page, tmp_path):
    out = tmp_path / "all.html"
    result = run("read", "--html", out, page("a.txt"), page("b.txt"))
    assert result.code == 2
    assert "give a folder, not a file" in result.err
    assert not out.exists()


def test_the_index_lists_the_pages_that_could_not_be_read_with_the_reason(run, page, tmp_path):
    out = tmp_path / "marked"
    assert run("read", "--html", out, page("a.txt"), page("empty.txt", "")).code == 1
    assert sorted(path.name for path in out.iterdir()) == ["a.html", "index.html"]
    index = (out / "index.html").read_text(encoding="utf-8")
    assert "empty.txt" in index
    assert "It is empty." in index


def test_html_and_json_can_be_had_at_once(run, page, tmp_path):
    result = run("read", "--json", "--html", tmp_path / "x.html", page())
    assert json.loads(result.out)["text"] == "Le pont est ouvert."
    assert (tmp_path / "x.html").exists()


def test_a_place_that_cannot_be_written_is_an_error_of_its_own(run, page):
    result = run("read", "--html", page("file.txt") / "below.html", page())
    assert result.code == 3
    assert "cannot be written" in result.err
    assert "--html" in result.err


def test_a_file_that_was_there_stays_whole_when_writing_fails(page, monkeypatch):
    out = page("old.html", "before")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(outputs.Path, "replace", full)
    with pytest.raises(outputs.OutputError, match="No space left"):
        outputs.write_whole(out, "after")
    assert out.read_text() == "before"
    assert [path.name for path in out.parent.iterdir()] == ["old.html"]


def test_quiet_leaves_only_what_went_wrong(run, page, tmp_path):
    good = run("read", "--quiet", "--html", tmp_path / "x.html", page())
    assert (good.code, good.err) == (0, "")
    bad = run("read", "-q", "--html", tmp_path / "out", page(), tmp_path / "nothing")
    assert "no such file" in bad.err
    assert "Written" not in bad.err


def test_escapes_in_file_names_are_not_obeyed(run, tmp_path):
    result = run("read", "--json", tmp_path / "a\x1b[31mb")
    assert "\x1b" not in result.err
    assert "␛[31m" in result.err


@pytest.mark.skipif(os.name != "posix" or os.uname().sysname == "Darwin", reason="file names are UTF-8 here")
def test_a_file_name_that_is_not_utf8_does_not_stop_the_page(run, tmp_path):
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(path)).write_text("Le pont est ouvert.")
    (record,) = records(run("read", "--json", os.fsdecode(path)))
    assert record.source.endswith("caf\N{REPLACEMENT CHARACTER}.txt")
    assert run("read", "--html", tmp_path / "out", tmp_path).code == 0


def test_a_model_that_is_missing_sends_to_the_doctor(run, page, quick_reader, monkeypatch):
    class Without(quick_reader.Reader):
        def read_many(self, pages):
            raise OSError("[E050] Can't find model 'tamani_model'.")
            yield from pages

    monkeypatch.setattr(quick_reader, "Reader", Without)
    result = run("read", page())
    assert result.code == 4
    assert "tamani doctor" in result.err
    assert "tamani_model" in result.err


# What is no page


@pytest.mark.parametrize(("name", "content"), [
    ("many.jsonl", b"{}\n"), ("many.ndjson.gz", gzip.compress(b"{}\n")), ("crawl.warc.gz", b""),
    ("crawl.dat", b"WARC/1.0\r\n"),
    ("feed.xml", b"<?xml version='1.0'?><rss version='2.0'></rss>"), ("feed.txt", b"\xef\xbb\xbf\n<feed xmlns='a'/>"),
    ("map.gz", gzip.compress(b"<urlset></urlset>")), ("feed.json", b'{"version": "https://jsonfeed.org/version/1.1"}'),
])  # fmt: skip
def test_a_file_that_holds_many_pages_is_not_read_as_one(run, tmp_path, name, content):
    file = tmp_path / "a folder" / name
    file.parent.mkdir()
    file.write_bytes(content)
    done = run("read", file)
    assert (done.code, done.out) == (2, "")
    assert "this holds many pages, and “tamani read” reads a file as one." in done.err
    assert done.err.endswith(f": tamani add '{file}'\n")


@pytest.mark.parametrize("content", ["<?xml version='1.0'?><html><body>Le pont.</body></html>", "{Le pont}", "Le pont"])
def test_what_only_looks_like_many_pages_is_read(run, page, content):
    assert run("read", page("page.xhtml", content)).code == 0


def test_a_feed_on_standard_input_is_not_read_as_a_page(run):
    done = run("read", "-", given=b"<rss version='2.0'></rss>")
    assert (done.code, done.out) == (2, "")
    assert "this input holds many pages" in done.err


def test_pages_beside_a_file_that_holds_many_are_read(run, page):
    done = run("read", "--json", page(), page("many.jsonl", "{}"))
    assert (done.code, done.out.count("\n")) == (1, 1)


def test_a_damaged_packed_file_is_left_to_whoever_says_what_is_wrong(tmp_path):
    file = tmp_path / "page.html.gz"
    file.write_bytes(b"\x1f\x8bnot gzip")
    assert not holds_many_pages(file)


def test_what_a_folder_has_besides_pages_is_told(run, page, tmp_path):
    for name in ("pages/a.txt", "pages/b.mhtml", "pages/c.jsonl", "pages/d.png", "pages/.hidden"):
        page(name)
    done = run("read", "--json", tmp_path / "pages")
    assert done.code == 0
    assert ": 3, namely b.mhtml, c.jsonl (“tamani add” takes this kind); d.png (the ending is not" in done.err
    assert "left out" not in run("read", "--json", "--quiet", tmp_path / "pages").err
