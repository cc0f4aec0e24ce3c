"""Whatever the text is: every exported span is `text[start:end]`, and what CSV is given comes back."""

import io
import json
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tamani.exchange import Options, StoredPage, Tally, write
from tamani.exchange.csv_tables import escaped, read_table, unescaped
from tamani.exchange.evidence import utf16_offset
from tamani.exchange.gold_page import gold_page
from tamani.exchange.schemas import tables
from tamani.exchange.tables import page_rows
from tamani.exchange.token_places import words_and_spaces
from tamani.record import Actor, Block, Claim, Event, Flag, Mention, Place, Quotation, Reason, Record, Span, Time, Why

AWKWARD = st.sampled_from(
    list(" \t\r\n\x0b\x0c\x85\u2028\u2029\ufeff\u200f=+-@'\",;\\{}&<>«»é\u0301😀👨\u200d👩\x00\x1f")
)
TEXTS = st.text(AWKWARD | st.characters(exclude_categories=["Cs"]), max_size=60)
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@st.composite
def pages(draw):
    text = draw(TEXTS)

    def span():
        start = draw(st.integers(0, len(text)))
        return Span(start, draw(st.integers(start, len(text))))

    def at():
        found = span()
        return {"start": found.start, "end": found.end}

    words = draw(TEXTS)
    why = Why(rule="r", entry=None, clause=span())
    record = Record(
        text=text, language=draw(st.sampled_from(["fr", "en", None])),
        blocks=[Block(kind="body", **at(), by="t")],
        actors=[Actor(id="a", name=words, kind="person", country="MLI", sector=None, role=words,
                      mentions=[Mention(**at(), form="name")], by="t")],
        times=[Time(**at(), value=None, anchor=None, by="t", reason=Reason(code="c", words=words))],
        quotations=[Quotation(kind="mixed", **at(), spans=[span(), span()], speaker="a", speaker_span=span(),
                              cue=span(), rule="r", by="t")],
        events=[Event(type="CONSULT", mode=None, quad=1, cameo="04", goldstein=1.0, **at(), source=["a"], target=[],
                      status="happened", voice="a", date="2025-01-02", place=Place(text=words, **at(), country=None),
                      mentions=[span()], quotation=0, by="t", why=why)],
        claims=[Claim(id="c", kind="denial", speaker="a", about=[], **at(), answers=None, event=None, by="t", why=why)],
        flags=[Flag(kind="run_on", **at(), why=Reason(code="c", words=words), by="t")],
    )  # fmt: skip
    return StoredPage(record, 1, 2, url=words, outlet=words)


def exported(name, page, **options):
    out = io.BytesIO()
    write(name, [page], [], out, Options(**options))
    return out.getvalue().decode()


@given(pages())
@QUICK
def test_csv_survives(page):
    with TemporaryDirectory() as folder:
        write("csv", [page], [], Path(folder), Options(bom=True, delimiter=";"))
        expected = {name: [] for name in tables("tables")}
        for name, row in page_rows(page):
            cells = {c.name: row.get(c.name) for c in tables("tables")[name]}
            expected[name].append({key: None if value == "" else value for key, value in cells.items()})
        for name, rows in expected.items():
            found = list(read_table(Path(folder, f"{name}.csv"), delimiter=";"))
            assert found == rows
            for row in found:
                if "exact" in row and row["start"] is not None:
                    assert (row["exact"] or "") == page.record.text[row["start"] : row["end"]]


@given(TEXTS)
def test_any_cell_is_escaped_and_back(cell):
    assert unescaped(escaped(cell)) == cell
    assert escaped(cell)[:1] not in {"=", "+", "-", "@", "\t", "\r", "\n"} or cell == ""


@given(pages())
@QUICK
def test_spans_of_every_json_format_are_exact(page):
    text = page.record.text
    for item in json.loads(exported("web-annotation", page))["items"]:
        quote, position = item["target"]["selector"]
        assert quote["exact"] == text[position["start"] : position["end"]]
        assert text[: position["start"]].endswith(quote["prefix"])
        assert text[position["end"] :].startswith(quote["suffix"])
    for task in json.loads(exported("label-studio", page)):
        for result in task["predictions"][0]["result"]:
            value = result["value"]
            assert value["text"] == text[value["start"] : value["end"]]
    citron = json.loads(exported("citron", page))
    for quote in citron["quotes"]:
        for part in [quote["cue"], *quote["sources"], *quote["contents"], *quote["coreferences"]]:
            assert part["text"] == text[part["start"] : part["end"]]
    for line in exported("plover", page).split("\n")[:-1]:
        own = json.loads(line)["tamani"]
        assert own["exact" if "exact" in own else "start"] in (text[own["start"] : own["end"]], own["start"])


@given(pages())
@QUICK
def test_doccano_in_javascript_units_is_exact(page):
    text, units = page.record.text, page.record.text.encode("utf-16-le")
    plain, javascript = (json.loads(exported("doccano", page, utf16=flag)) for flag in (False, True))
    for (start, end, _), (first, last, _) in zip(plain["label"], javascript["label"], strict=True):
        assert units[2 * first : 2 * last].decode("utf-16-le") == text[start:end]
        assert utf16_offset(text, start) == first


@given(pages())
@QUICK
def test_rows_of_event_data_keep_their_columns(page):
    for name, columns in (("gdelt-events", 58), ("gdelt-mentions", 16), ("polecat", 40)):
        lines = exported(name, page).split("\n")
        assert {line.count("\t") + 1 for line in lines[:-1]} == {columns}
        assert lines[-1] == ""
        assert len(lines) == {"gdelt-events": 3, "gdelt-mentions": 4, "polecat": 4}[name]


@given(TEXTS, st.data())
def test_tokens_are_the_text_and_every_place_is_a_border(text, data):
    places = st.sets(st.integers(0, len(text)), max_size=8)
    borders, starts, ends = data.draw(places), data.draw(places), data.draw(places)
    words, spaces = words_and_spaces(text, borders, starts, ends)
    assert "".join(w + " " * s for w, s in zip(words, spaces, strict=True)) == text
    at, begins, stops = 0, set(), set()
    for word, space in zip(words, spaces, strict=True):
        begins.add(at)
        stops.add(at + len(word))
        at += len(word) + space
    assert starts - {len(text)} <= begins
    assert ends - {0} <= stops


@given(pages())
@QUICK
def test_gold_strings_lead_back_to_their_places(page):
    record, tally = page.record, Tally()
    gold = gold_page(record, tally)
    for section, string in (("blocks", "text"), ("claims", "text"), ("flags", "text"), ("quotations", "content")):
        for told, entry in zip(gold[section], getattr(record, section), strict=False):
            at = -len(told[string])
            for _ in range(told.get("nth", 1)):
                at = record.text.index(told[string], at + len(told[string]))
            assert (at, at + len(told[string])) == (entry.start, entry.end)
    assert tally.entries + sum(tally.left_out.values()) == 5
