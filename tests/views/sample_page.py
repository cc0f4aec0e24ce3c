"""A page of our own and what a perfect reading of it would find, made by hand: views need no reader."""

import re

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

TEXT = """\
Le Littoral
Accueil | Économie | Région

Économie

Port de Lomé : le Togo et le Bénin s’expliquent

Par Afi Mensah
Mis à jour à 18:05

La ministre béninoise des Transports, Clarisse Hounkpè, a assuré que « le corridor restera \
ouvert » 🚢 pendant les travaux.

« Nous n’avons fermé aucun quai, a répondu le directeur du port, et nous n’en fermerons aucun. » \
Selon lui, la ministre lui avait écrit que le trafic baisserait.

Recevez notre lettre du matin
Je m’abonne

Vendredi, elle a jugé que le Togo tardait, les transporteurs attendent.

Le 2 mai 2025, le Bénin a accusé le Togo d’avoir saisi des camions à Aného. En réponse, le Togo nie avoir \
saisi des camions. En mars, les deux pays avaient signé un accord à Cotonou. Le Bénin pourrait fermer la frontière.

Lire aussi
Le prix du fret double
3 commentaires
Kossi : « Encore des promesses ! »
"""


def place(words, nth=1):
    start = -1
    for _ in range(nth):
        start = TEXT.index(words, start + 1)
    return start, start + len(words)


def span(words, nth=1):
    return Span(*place(words, nth))


def block(kind, words):
    start, end = place(words)
    return Block(kind=kind, start=start, end=end, by="lines")


def found(words):
    start, end = place(words)
    return Found(text=words, start=start, end=end, by="lines")


def mentions(*forms):
    """Every place in the article, not in the furniture, where one of these forms stands as whole words."""
    furniture = [
        range(*place(words)) for kind, words in BLOCKS if kind in {"newsletter", "related", "comments"}
    ]
    return [
        Mention(start=m.start(), end=m.end(), form=form)
        for words, form in forms
        for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", TEXT)
        if not any(m.start() in lines for lines in furniture)
    ]


BLOCKS = [
    ("navigation", "Le Littoral"),
    ("navigation", "Accueil | Économie | Région"),
    ("section", "Économie"),
    ("headline", "Port de Lomé : le Togo et le Bénin s’expliquent"),
    ("byline", "Par Afi Mensah"),
    ("dateline", "Mis à jour à 18:05"),
    ("body", TEXT[TEXT.index("La ministre béninoise") : TEXT.index("\n\n« Nous")]),
    ("body", TEXT[TEXT.index("« Nous") : TEXT.index("\n\nRecevez")]),
    ("newsletter", "Recevez notre lettre du matin\nJe m’abonne"),
    ("body", TEXT[TEXT.index("Vendredi") : TEXT.index("\n\nLe 2 mai")]),
    ("body", TEXT[TEXT.index("Le 2 mai") : TEXT.index("\n\nLire")]),
    ("related", "Lire aussi\nLe prix du fret double"),
    ("comments", "3 commentaires\nKossi : « Encore des promesses ! »"),
]


def sample_record(**changes):
    section = place("Économie", 2)
    blocks = [block(kind, words) for kind, words in BLOCKS]
    blocks[2] = Block(kind="section", start=section[0], end=section[1], by="lines")
    values = {
        "source": "pages/port.html",
        "media": "html",
        "sha256": "0f" * 32,
        "language": "fr",
        "text": TEXT,
        "article": Article(
            headline=found("Port de Lomé : le Togo et le Bénin s’expliquent"),
            section=Found(text="Économie", start=section[0], end=section[1], by="lines"),
            byline=[found("Afi Mensah")],
            published=ArticleDate(value="2025-05-23", start=None, end=None, by="json-ld"),
            received="2025-05-24",
        ),
        "blocks": blocks,
        "actors": actors(),
        "times": times(),
        "quotations": quotations(),
        "events": events(),
        "claims": claims(),
        "flags": flags(),
    }
    return Record(**values | changes)


def actors():
    doubt = Reason(code="only_in_tests", words="There are two women on the page.")
    return [
        Actor(
            id="hounkpe",
            name="Clarisse Hounkpè",
            kind="person",
            country="BEN",
            sector="GOV",
            gender="f",
            role="ministre des Transports",
            by="names",
            confidence=0.9,
            reason=doubt,
            mentions=mentions(("Clarisse Hounkpè", "name"), ("la ministre", "role"), ("elle", "pronoun")),
        ),
        Actor(
            id="directeur",
            name="directeur du port",
            kind="person",
            country=None,
            sector="BUS",
            role="directeur du port",
            by="roles",
            mentions=mentions(("le directeur du port", "role"), ("lui", "pronoun")),
        ),
        Actor(
            id="TGO",
            name="Togo",
            kind="state",
            country="TGO",
            sector="GOV",
            role=None,
            by="world",
            mentions=mentions(("le Togo", "name")),
        ),
        Actor(
            id="BEN",
            name="Bénin",
            kind="state",
            country="BEN",
            sector="GOV",
            role=None,
            by="world",
            mentions=mentions(("le Bénin", "name"), ("béninoise", "demonym")),
        ),
        Actor(
            id="transporteurs",
            name="les transporteurs",
            kind="group",
            country=None,
            sector="CIV",
            role=None,
            by="groups",
            mentions=mentions(("les transporteurs", "role")),
        ),
    ]


def times():
    start, end = place("Vendredi")
    return [Time(start=start, end=end, value="2025-05-23", anchor="published", by="times")]


def quotations():
    first, second = span("« Nous n’avons fermé aucun quai"), span("et nous n’en fermerons aucun. »")
    letter = span("la ministre lui avait écrit que le trafic baisserait")
    return [
        Quotation(
            kind="mixed",
            start=span("« le corridor").start,
            end=span("» 🚢").start + 1,
            speaker="hounkpe",
            spans=[span("« le corridor restera ouvert »")],
            speaker_span=span("La ministre béninoise des Transports, Clarisse Hounkpè"),
            cue=span("a assuré"),
            rule="that_clause",
            by="fr",
        ),
        Quotation(
            kind="direct",
            start=first.start,
            end=second.end,
            spans=[first, second],
            speaker="directeur",
            speaker_span=span("le directeur du port"),
            cue=span("a répondu"),
            rule="incise",
            by="fr",
        ),
        Quotation(
            kind="indirect",
            start=letter.start,
            end=letter.end,
            spans=[letter],
            speaker="directeur",
            speaker_span=span("lui"),
            cue=span("Selon"),
            rule="according_to",
            by="fr",
        ),
        Quotation(
            kind="indirect",
            start=span("le trafic baisserait").start,
            end=letter.end,
            speaker=None,
            nested_in=2,
            spans=[span("le trafic baisserait")],
            speaker_span=span("la ministre"),
            cue=span("avait écrit"),
            rule="that_clause",
            by="fr",
            confidence=0.5,
            reason=Reason(code="only_in_tests", words="Two people could have written."),
        ),
        Quotation(
            kind="indirect",
            start=span("le Togo tardait").start,
            end=span("le Togo tardait").end,
            spans=[span("le Togo tardait")],
            speaker="hounkpe",
            speaker_span=span("elle"),
            cue=span("a jugé"),
            rule="that_clause",
            by="fr",
        ),
    ]


def event(words, event_type, source, target, **more):
    """An event whose trigger is ``words``; its clause is the sentence that they stand in."""
    start, end = place(words)
    clause = Span(TEXT.rindex("\n", 0, start) + 1, TEXT.index("\n", end))
    values = {
        "type": event_type, "mode": None, "quad": 3, "cameo": "11", "goldstein": -2.0, "start": start, "end": end,
        "source": source, "target": target, "status": "happened", "voice": "narrator", "date": None, "place": None,
        "quotation": None, "by": "events", "why": Why(rule="verb", entry="saisir", clause=clause),
    }  # fmt: skip
    return Event(**values | more)


def events():
    seized, signed = place("à Aného"), place("à Cotonou")
    doubt = Reason(code="only_in_tests", words="A closed border is only a possibility.")
    return [
        event("a accusé", "ACCUSE", ["BEN"], ["TGO"], mode="allege", date="2025-05-02"),
        event(
            "avoir saisi", "COERCE", ["TGO"], ["transporteurs"], mode="seize", quad=4, cameo="171", goldstein=-9.2,
            status="denied", voice="BEN", place=Place(text="Aného", start=seized[0] + 2, end=seized[1], country="TGO"),
            mentions=[Span(TEXT.index("saisi des camions. En"), TEXT.index(" des camions. En"))],
        ),
        event(
            "avaient signé", "AGREE", ["BEN", "TGO"], ["BEN", "TGO"], quad=1, cameo="03", goldstein=4.0,
            date="2025-03", place=Place(text="Cotonou", start=signed[0] + 2, end=signed[1], country="BEN"),
        ),
        event(
            "pourrait fermer", "COERCE", ["BEN"], [], mode="restrict", quad=4, cameo="172", goldstein=-5.0,
            status="hypothetical", voice="hounkpe", quotation=0, confidence=0.4, reason=doubt,
        ),
    ]  # fmt: skip


def claim(identifier, kind, words, speaker, about, **more):
    start, end = place(words)
    values = {
        "id": identifier, "kind": kind, "speaker": speaker, "about": about, "start": start, "end": end,
        "answers": None, "event": None, "by": "claims",
        "why": Why(rule="denial_verb", entry="nier", clause=Span(start, end)),
    }  # fmt: skip
    return Claim(**values | more)


def claims():
    doubt = Reason(code="only_in_tests", words="Taken for praise by its words.")
    return [
        claim("one", "praise", "restera ouvert", "hounkpe", [], confidence=0.5, reason=doubt),
        claim("two", "accusation", "d’avoir saisi des camions", "BEN", ["TGO"], event=0),
        claim("three", "denial", "le Togo nie avoir saisi des camions", "TGO", ["BEN"], answers="two"),
    ]


def flags():
    splice, box = place("tardait, les transporteurs"), place("Recevez notre lettre du matin")
    return [
        Flag(
            kind="misplaced_block",
            start=box[0],
            end=box[1],
            by="flags",
            why=Reason(code="only_in_tests", words="A newsletter box between two paragraphs."),
        ),
        Flag(
            kind="run_on",
            start=splice[0],
            end=splice[1],
            by="flags",
            why=Reason(code="only_in_tests", words="Two sentences with only a comma between them."),
        ),
    ]


def hostile_record(words):
    """A record in which the page, the names and the file name are all ``words``."""
    length = len(words)
    everything = {"start": 0, "end": length}
    why = Reason(code="only_in_tests", words=words)
    return Record(
        source=words,
        text=words,
        language="fr",
        article=Article(headline=Found(text=words, by="lines", **everything)),
        blocks=[Block(kind="body", by="lines", **everything)],
        actors=[
            Actor(
                id="one",
                name=words,
                kind="person",
                country=None,
                sector=None,
                role=words,
                by="names",
                mentions=[Mention(form="name", **everything)],
                reason=why,
            )
        ],
        times=[Time(value=None, anchor=None, by="times", **everything)],
        quotations=[
            Quotation(
                kind="direct",
                spans=[Span(0, length)],
                speaker="one",
                speaker_span=Span(0, length),
                cue=Span(0, length),
                rule="marks",
                by="fr",
                reason=why,
                **everything,
            )
        ],
        events=[
            Event(
                type="ACCUSE", mode=words, context=[words], quad=3, cameo=words, goldstein=-2.0, source=["one"],
                target=["one", words], status="alleged", voice=words, date=words,
                place=Place(text=words, country=words, **everything), mentions=[Span(0, length)], quotation=0, by="x",
                why=Why(rule=words, entry=words, clause=Span(0, length)), reason=why, **everything,
            )
        ],
        claims=[
            Claim(
                id=words, kind="denial", speaker=words, about=[words], answers=words, event=0, by=words,
                why=Why(rule=words, entry=None, clause=Span(0, length)), reason=why, **everything,
            )
        ],
        flags=[Flag(kind="run_on", why=why, by="flags", **everything)],
        failures=[Failure(step="reading", why=why)],
    )
