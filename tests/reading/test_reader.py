"""The reader as a user meets it: records that prove themselves, whatever the page is."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import tamani
from tamani.page.receive import PageError
from tamani.reading.reader import BATCH, PageToRead, Reader
from tamani.record import READABLE, Block, Flag, Quotation, Record, Time

PAGE = (
    "Politique\n\n"
    "La maire de Pikine ferme le marché central\n\n"
    "Publié le 3 avril 2025\n\n"
    "La maire de Pikine, Awa Ndour, a annoncé mercredi que le marché central fermerait pour six mois de travaux.\n\n"
    "« Nous n'avons pas le choix », a-t-elle expliqué devant les vendeuses, venues nombreuses à la mairie.\n\n"
    "Selon le syndicat des commerçants, deux mille familles vivent de ce marché et n'ont reçu aucune aide.\n\n"
    "Lire aussi : Le port de Dakar agrandit ses quais\n\n"
    "Laisser un commentaire\n"
)
SPANISH = (
    "El presidente del Gobierno anunció ayer que las nuevas medidas económicas entrarán en vigor la próxima semana.\n\n"
    "La oposición criticó la decisión y pidió un debate urgente en el Congreso de los Diputados.\n"
)
ARABIC = (
    "أعلن وزير الخارجية أن المفاوضات ستستأنف الأسبوع المقبل في العاصمة بعد أشهر من التوقف.\n\n"
    "وقال الوزير إن الطرفين اتفقا على جدول أعمال جديد وعلى تبادل الأسرى.\n"
)


def spans_of(record: Record) -> Iterator[tuple[int, int]]:
    """Every pair of offsets in a record."""
    article = record.article
    given_in_text = [article.headline, article.section, article.dateline, article.published, article.modified]
    for found in [*given_in_text, *article.byline]:
        if found is not None and found.start is not None and found.end is not None:
            yield found.start, found.end
    entries: list[Block | Time | Quotation | Flag] = [*record.blocks, *record.times, *record.quotations, *record.flags]
    for entry in entries:
        yield entry.start, entry.end
    for actor in record.actors:
        yield from ((mention.start, mention.end) for mention in actor.mentions)
    for quotation in record.quotations:
        yield from ((span.start, span.end) for span in quotation.spans)
        for optional in (quotation.speaker_span, quotation.cue):
            if optional is not None:
                yield optional.start, optional.end


def assert_sound(record: Record) -> None:
    """What holds for the record of any page: evidence, references, blocks."""
    for start, end in spans_of(record):
        assert 0 <= start < end <= len(record.text)
        assert record.text[start:end].strip()
    identifiers = {actor.id for actor in record.actors}
    assert len(identifiers) == len(record.actors)
    for place, quotation in enumerate(record.quotations):
        assert quotation.speaker is None or quotation.speaker in identifiers
        assert quotation.speaker is not None or quotation.reason is not None
        assert quotation.nested_in is None or 0 <= quotation.nested_in < place
        assert quotation.continues is None or 0 <= quotation.continues < place
        assert 0 < quotation.confidence <= 1
        assert (quotation.start, quotation.end) == (quotation.spans[0].start, quotation.spans[-1].end)
    assert_each_line_in_one_block(record)


def assert_each_line_in_one_block(record: Record) -> None:
    at = 0
    for line in record.text.split("\n"):
        start, end = at, at + len(line)
        at = end + 1
        around = [block for block in record.blocks if block.start < end and start < block.end]
        assert len(around) == 1 or not line.strip(), line


# Records


def test_a_page_gives_a_record_in_which_everything_is_proved(reader: Reader) -> None:
    record = reader.read(PAGE)
    assert_sound(record)
    assert record.failures == []
    assert record.text == PAGE
    assert [record.text[q.start : q.end] for q in record.quotations] == [
        "le marché central fermerait pour six mois de travaux",
        "« Nous n'avons pas le choix »",
        "deux mille familles vivent de ce marché et n'ont reçu aucune aide",
    ]


def test_the_same_page_gives_the_same_bytes(reader: Reader) -> None:
    first = reader.read(PAGE).to_json()
    assert reader.read(PAGE).to_json() == first
    assert Reader("fr").read(PAGE).to_json() == first


def test_a_page_reads_the_same_alone_and_in_a_batch(reader: Reader) -> None:
    others = ["Le préfet a indiqué que la route était coupée.", PAGE * 2]
    alone = reader.read(PAGE).to_json()
    assert [record.to_json() for record in reader.read_many([others[0], PAGE, others[1]])][1] == alone


def test_a_record_survives_the_way_to_json_and_back(reader: Reader) -> None:
    record = reader.read(PAGE, received="2025-04-04")
    assert Record.from_json(record.to_json()) == record
    assert Record.from_json(record.to_json().decode()).to_json() == record.to_json()


def test_quotations_come_from_readable_blocks_only(reader: Reader) -> None:
    record = reader.read(PAGE)
    readable = [(block.start, block.end) for block in record.blocks if block.kind in READABLE]
    for quotation in record.quotations:
        assert any(start <= quotation.start and quotation.end <= end for start, end in readable)


def test_a_short_paragraph_with_a_quotation_stays_in_the_article(reader: Reader) -> None:
    short = "« Nous n'avons pas le choix », a-t-elle dit."
    lines = [short if "a-t-elle" in line else line for line in PAGE.split("\n")]
    record = reader.read("\n".join(lines))
    assert [b.kind for b in record.blocks if record.text[b.start : b.end] == short] == ["body"]
    assert "« Nous n'avons pas le choix »" in [record.text[q.start : q.end] for q in record.quotations]


def test_actors_are_never_taken_from_furniture(reader: Reader) -> None:
    record = reader.read(PAGE)
    assert "SEN" not in {actor.id for actor in record.actors}
    assert not [m for a in record.actors for m in a.mentions if m.start >= PAGE.index("Lire aussi")]


def test_a_headline_on_the_first_line_is_not_the_name_of_a_medium(reader: Reader) -> None:
    record = reader.read(
        "Marché Central : les vendeuses attendent\n\n" + PAGE.partition("Publié")[2].partition("\n\n")[2]
    )
    assert "headline" in {block.kind for block in record.blocks}
    assert [actor.name for actor in record.actors if actor.kind == "media"] == []


# Dates


@pytest.mark.parametrize("given_date", ["2025-04-03", date(2025, 4, 3)])
def test_dates_may_be_given_as_text_or_as_dates(reader: Reader, given_date: str | date) -> None:
    record = reader.read(PAGE.replace("Publié le 3 avril 2025\n\n", ""), published=given_date, received="2025-04-10")
    assert record.article.published is not None
    assert record.article.published.value == "2025-04-03"
    assert record.article.received == "2025-04-10"
    assert [time.value for time in record.times if record.text[time.start : time.end] == "mercredi"] == ["2025-04-02"]


def test_the_day_of_reception_is_not_the_day_of_publication(reader: Reader) -> None:
    record = reader.read(PAGE.replace("Publié le 3 avril 2025\n\n", ""), received="2025-04-10")
    assert record.article.published is None
    assert record.article.received == "2025-04-10"


@pytest.mark.parametrize("bad", ["hier", "2025-13-01", "03/04/2025", ""])
def test_what_is_no_date_is_refused(reader: Reader, bad: str) -> None:
    with pytest.raises(ValueError, match=r"isoformat|month"):
        reader.read(PAGE, published=bad)
    with pytest.raises(ValueError, match=r"isoformat|month"):
        reader.read(PAGE, received=bad)


# Many pages


def test_read_many_takes_pages_as_it_goes(reader: Reader) -> None:
    taken = 0

    def pages() -> Iterator[str]:
        nonlocal taken
        while True:
            taken += 1
            yield f"Le préfet a indiqué que la route numéro {taken} était coupée."

    records = reader.read_many(pages())
    assert taken == 0
    for number in range(1, 2 * BATCH + 2):
        assert f"numéro {number} " in next(records).text
        assert number <= taken <= number + BATCH


def test_pages_that_cannot_be_read_leave_a_record_and_the_others_go_on(reader: Reader, tmp_path: Path) -> None:
    missing = tmp_path / "absent.txt"
    pages: Iterable[str | bytes | Path] = [PAGE, b"", b"%PDF-1.7 \x00", missing, tmp_path, PAGE]
    records = list(reader.read_many(pages))
    assert [[(f.step, f.why.code) for f in record.failures] for record in records] == [
        [],
        [("receive", "page_empty")],
        [("receive", "page_binary")],
        [("receive", "cannot_open")],
        [("receive", "cannot_open")],
        [],
    ]
    assert records[3].source == str(missing)
    assert records[0].to_json() == records[5].to_json()


def test_text_that_no_charset_can_write_does_not_end_a_batch(reader: Reader) -> None:
    records = list(reader.read_many([PAGE, "Le maire \ud800 a affirmé que la route est sûre.", PAGE]))
    assert [record.failures == [] for record in records][::2] == [True, True]
    assert all(Record.from_json(record.to_json()) == record for record in records)


def test_a_page_may_come_with_its_source_and_dates(reader: Reader) -> None:
    [record] = reader.read_many([PageToRead(PAGE, source="pikine.txt", received="2025-04-09")])
    assert (record.source, record.article.received) == ("pikine.txt", "2025-04-09")


def test_a_bad_date_among_many_pages_is_told(reader: Reader) -> None:
    with pytest.raises(ValueError, match=r"isoformat|month"):
        list(reader.read_many([PageToRead(PAGE, published="hier")]))


# Pages of all sorts


@pytest.mark.parametrize(("page", "code"), [(b"", "page_empty"), ("", "page_no_text"), (" \n\n ", "page_no_text")])
def test_an_empty_page_is_refused_with_its_reason(reader: Reader, page: str | bytes, code: str) -> None:
    with pytest.raises(PageError) as refused:
        reader.read(page)
    assert refused.value.why.code == code


def test_binary_data_are_refused(reader: Reader) -> None:
    with pytest.raises(PageError):
        reader.read(bytes(range(256)) * 8)


def test_a_missing_file_is_an_error_of_the_system(reader: Reader, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        reader.read(tmp_path / "absent.html")


def test_broken_utf8_is_read_all_the_same(reader: Reader) -> None:
    record = reader.read(PAGE.encode() + b"\xff\xfe\xe9 fin de page\n")
    assert_sound(record)
    assert len(record.quotations) == 3


def test_latin_1_and_windows_bytes_give_the_same_quotations(reader: Reader) -> None:
    assert len(reader.read(PAGE.encode("cp1252")).quotations) == 3


def test_an_html_file_is_read(reader: Reader, tmp_path: Path) -> None:
    paragraphs = "".join(f"<p>{line}</p>" for line in PAGE.splitlines()[6:11] if line)
    markup = (
        '<!doctype html><html lang="fr"><head><title>Le marché ferme</title>'
        '<meta property="article:published_time" content="2025-04-03T08:00:00Z"></head><body>'
        "<nav><ul><li>Accueil</li><li>Sports</li></ul></nav>"
        f"<article><h1>La maire de Pikine ferme le marché central</h1>{paragraphs}</article>"
        "<footer>Tous droits réservés</footer></body></html>"
    )
    file = tmp_path / "page.html"
    file.write_text(markup, encoding="utf-8")
    record = reader.read(file)
    assert_sound(record)
    assert (record.media, record.source) == ("html", str(file))
    assert record.article.published is not None
    assert record.article.published.value.startswith("2025-04-03")
    assert len(record.quotations) == 3
    assert {b.kind for b in record.blocks if "Accueil" in record.text[b.start : b.end]} == {"navigation"}


def test_a_text_file_is_read_with_its_path_as_source(reader: Reader, tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    file.write_text(PAGE, encoding="utf-8")
    assert reader.read(file).source == str(file)
    assert reader.read(file, source="ailleurs").source == "ailleurs"


@pytest.mark.parametrize(("page", "code"), [(SPANISH, "es"), (ARABIC, "ar")])
def test_a_page_in_a_language_tamani_does_not_read_keeps_its_text_and_says_so(page: str, code: str) -> None:
    record = tamani.read(page)
    assert record.text == page
    assert record.language == code
    assert [(f.step, f.why.code) for f in record.failures] == [("language", "other_language")]
    assert (record.quotations, record.actors, record.times) == ([], [], [])
    assert_each_line_in_one_block(record)


def test_a_page_of_a_few_signs_is_taken_for_french_and_says_so() -> None:
    record = tamani.read("42 %")
    assert record.language == "fr"
    assert record.language_reason is not None
    assert record.language_reason.code == "language_assumed"


def test_a_language_tamani_does_not_know_is_refused() -> None:
    with pytest.raises(ValueError, match="xx"):
        Reader("xx")


def test_bare_text_is_all_body(body_reader: Reader) -> None:
    record = body_reader.read("Titre\n\nLe préfet a indiqué que la route était coupée.")
    assert [block.kind for block in record.blocks] == ["body", "body"]
    assert len(record.quotations) == 1


# The time limit


def test_a_page_that_takes_too_long_says_so_and_the_next_one_is_read() -> None:
    hurried = Reader("fr", time_limit=0.000_001)
    records = list(hurried.read_many([PAGE, PAGE]))
    for record in records:
        assert record.text == PAGE
        assert {failure.why.code for failure in record.failures} == {"time_is_up"}
    hurried.time_limit = 30
    assert hurried.read(PAGE).failures == []


def test_the_time_limit_holds_outside_the_main_thread_too() -> None:
    records: list[Record] = []
    hurried = Reader("fr", time_limit=0.000_001)
    thread = threading.Thread(target=lambda: records.append(hurried.read(PAGE)))
    thread.start()
    thread.join()
    assert "time_is_up" in {failure.why.code for failure in records[0].failures}


def test_no_limit_is_a_limit_too() -> None:
    assert Reader("fr", time_limit=None).read(PAGE).failures == []


# Any text

PIECES = [
    *("le", "la", "ministre", "président malien", "Awa Ndour", "Le maire", "Bamako", "des rebelles", "il", "qui"),
    *("a affirmé", "a déclaré", "dit", "accuse", "s'est dite prête à", "n'a pas nié", "avoir signé", "parle de"),
    *("que", "qu'", "Selon", "selon", "pour", "d'après", "à en croire", "de", "a-t-il", "comme", "si", "communiqué"),
    *("lundi", "hier", "3 avril 2025", "la veille", "la route est coupée", "Pourquoi ?", "« non »", "d' »oui»", "17 %"),
    *("«", "»", '"', "“", "”", "— ", ", ", ". ", " : ", ";", "? ", "!", "…", "(", ")", "'", "’", "n'"),
    *("Lire aussi", "Partager", "\n", "\n\n", "\u00a0", "\u202f", "\u200b", "Ã©", "\t", "\r", "x"),
]
PROSE = st.lists(st.sampled_from(PIECES), min_size=4, max_size=50).map(" ".join)
NOISE = st.text(max_size=100)


@pytest.mark.parametrize(
    "text",
    [
        "?\n...\nys:\nMa",
        "Pourquoi ?\n\nGrace Odera :\n\nNous importons trop.\n\nQue faire ?\n\nGrace Odera :",
        ":  qui a affirmé “»",
        "é dit:;",
    ],
)
def test_texts_that_once_gave_an_empty_span_or_a_failed_step(body_reader: Reader, text: str) -> None:
    record = body_reader.read(text)
    assert record.failures == []
    assert_sound(record)


@settings(max_examples=250, deadline=None)
@given(st.one_of(PROSE, NOISE, st.builds("{}\n{}\n{}".format, PROSE, NOISE, PROSE)))
@example("«»")
@example("« a affirmé")
@example("a-t-il dit que")
@example("le le dit si")
def test_any_text_gives_a_sound_record(reader: Reader, page: str) -> None:
    try:
        record = reader.read(page)
    except PageError:
        return
    assert record.text == page
    assert record.failures == []
    assert_sound(record)


@settings(max_examples=100, deadline=None)
@given(st.one_of(PROSE, st.builds("Titre\n\n{}\n\n{}\n".format, PROSE, PROSE)))
def test_any_text_gives_the_same_bytes_twice_and_survives_json(body_reader: Reader, page: str) -> None:
    try:
        record = body_reader.read(page)
    except PageError:
        return
    assert_sound(record)
    assert body_reader.read(page).to_json() == record.to_json()
    assert Record.from_json(record.to_json()) == record


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_give_a_record_or_a_page_error(reader: Reader, data: bytes) -> None:
    try:
        record = reader.read(data)
    except PageError:
        return
    assert_sound(record)
