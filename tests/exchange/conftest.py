"""A page whose record has an entry of every kind, with everything that formats stumble over."""

import io
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from tamani.exchange import Options, StoredPage, StoryRow, write
from tamani.record import (
    Actor,
    Article,
    ArticleDate,
    Block,
    Claim,
    Event,
    Failure,
    Flag,
    Found,
    Mention,
    Place,
    Quotation,
    Reason,
    Record,
    Span,
    Time,
    Why,
)

TITLE = "=SUM(A1) \t& « Kiev » {répond}"
BODY = (
    "Diop 😀 accuse Kiev d'avoir frappé Kidal le 2 avril 2025. Kiev dément : « C'est faux », a dit Petrenko, « faux »."
)
TEXT = f"{TITLE}\n\nPar Aïcha Ba\n\n{BODY}\n"
FETCHED = datetime(2025, 4, 3, 10, 30, 15, tzinfo=UTC)


def place(words, nth=1):
    start = -1
    for _ in range(nth):
        start = TEXT.index(words, start + 1)
    return start, start + len(words)


def span(words, nth=1):
    return Span(*place(words, nth))


def at(words, nth=1):
    return dict(zip(("start", "end"), place(words, nth), strict=True))


def why(words):
    return Why(rule="test", entry=None, clause=span(words))


def actors():
    def actor(identifier, name, kind, country, sector, *mentions, role=None):
        found = [Mention(**at(*m[:2]), form=m[2]) for m in mentions]
        return Actor(
            id=identifier, name=name, kind=kind, country=country, sector=sector, role=role, mentions=found, by="test"
        )

    return [
        actor("UKR", "Ukraine", "state", "UKR", "GOV", ("Kiev", 2, "capital"), ("Kiev", 3, "capital")),
        actor("diop", "Diop", "person", "MLI", "GOV", ("Diop", 1, "name"), role="ministre"),
        actor("petrenko", "Petrenko", "person", "UKR", "MED", ("Petrenko", 1, "name")),
    ]


def events():
    def event(words, nth=1, **fields):
        usual = {"voice": "narrator", "date": None, "place": None, "quotation": None, "by": "test", "mode": None}
        return Event(**at(words, nth), **(usual | fields))

    clause = "accuse Kiev d'avoir frappé Kidal le 2 avril 2025"
    return [
        event("accuse", type="ACCUSE", mode="allege", quad=3, cameo="112", goldstein=-2.0, source=["diop"],
              target=["UKR"], status="happened", why=why(f"Diop 😀 {clause}"), confidence=0.9),
        event("avoir frappé", type="ASSAULT", quad=4, cameo="18", goldstein=-9.0, source=["UKR"], target=[],
              status="alleged", voice="diop", date="2025-04-02", why=why(clause), context=["military"],
              place=Place(text="Kidal", **at("Kidal"), country="MLI"), mentions=[span("« Kiev »")]),
    ]  # fmt: skip


def claims():
    return [
        Claim(id="c1", kind="accusation", speaker="diop", about=["UKR"], **at("avoir frappé Kidal"), answers=None,
              event=0, by="test", why=why("avoir frappé Kidal")),
        Claim(id="c2", kind="denial", speaker="UKR", about=["diop"], **at("dément"), answers="c1", event=None,
              by="test", why=why("Kiev dément")),
    ]  # fmt: skip


@pytest.fixture
def record():
    quotation = Quotation(
        kind="direct", start=place("« C'est")[0], end=place("« faux »")[1],
        spans=[span("« C'est faux »"), span("« faux »")], speaker="petrenko", speaker_span=span("Petrenko"),
        cue=span("a dit"), rule="test", by="test",
    )  # fmt: skip
    return Record(
        source="page.html", sha256="0" * 64, language="fr", text=TEXT,
        article=Article(
            headline=Found(text=TITLE, **at(TITLE), by="test"),
            byline=[Found(text="Aïcha Ba", **at("Aïcha Ba"), by="test")],
            section=Found(text="Politique", start=None, end=None, by="metadata"),
            published=ArticleDate(value="2025-04-03", start=None, end=None, by="metadata"),
        ),
        blocks=[
            Block(kind="headline", **at(TITLE), by="test"),
            Block(kind="byline", **at("Par Aïcha Ba"), by="test"),
            Block(kind="body", **at(BODY), by="test"),
        ],
        actors=actors(), quotations=[quotation], events=events(), claims=claims(),
        times=[Time(**at("2 avril 2025"), value="2025-04-02", anchor="absolute", by="test")],
        flags=[Flag(kind="demonym", **at("Kiev", 3), why=Reason(code="test", words="=doubt"), by="test")],
        failures=[Failure(step="events", why=Reason(code="test", words="stopped"))],
    )  # fmt: skip


@pytest.fixture
def page(record):
    return StoredPage(
        record, page_id=7, version_id=12, url="https://example.org/a/page.html?x={1}&y=2", outlet="L'Écho, & Cie",
        fetched_at=FETCHED, how="address", feed="https://example.org/feed.xml", media_type="text/html; charset=utf-8",
        raw=lambda: b"<p>raw \xff\r\n\r\nbytes</p>", judgements=1,
    )  # fmt: skip


@pytest.fixture
def bare():
    """A page of which nothing but the record is known."""
    return StoredPage(Record(text=""), page_id=8, version_id=13)


@pytest.fixture
def stories():
    return [
        StoryRow(1, "Old & <small>\x08", None, [8], []),
        StoryRow(2, "Kidal", FETCHED, [7, 99], [Reason(code="same", words="Same names.")]),
    ]


@pytest.fixture
def export(page, bare, stories):
    """Exports both pages as one file and gives its bytes, with the tally."""

    def run(name, *, pages=None, stories=stories, **options):
        out = io.BytesIO()
        tally = write(name, pages if pages is not None else [page, bare], stories, out, Options(**options))
        data = out.getvalue()
        return SimpleNamespace(data=data, text="" if name == "warc" else data.decode(), tally=tally)

    return run


@pytest.fixture
def folder(tmp_path, page, bare, stories):
    """Exports both pages as a folder."""

    def run(name, *, pages=None, **options):
        tally = write(name, pages if pages is not None else [page, bare], stories, tmp_path / name, Options(**options))
        return SimpleNamespace(path=tmp_path / name, tally=tally)

    return run
