"""schema.org in JSON-LD: each page a NewsArticle with its quotations and claims, each story an ItemList."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO

from tamani.exchange.json_out import known, write_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tamani.exchange.options import Options, Tally
    from tamani.exchange.stored import StoredPage, StoryRow
    from tamani.record import Claim, Quotation, Record

BEFORE = b'{"@context":"https://schema.org","@graph":['
PERSON = "person"


def write(
    pages: Iterable[StoredPage], stories: Iterable[StoryRow], out: BinaryIO, options: Options, tally: Tally
) -> None:
    """Write one graph."""
    write_list(BEFORE, _nodes(pages, stories, options, tally), b"]}\n", out)


def _nodes(
    pages: Iterable[StoredPage], stories: Iterable[StoryRow], options: Options, tally: Tally
) -> Iterator[dict[str, Any]]:
    ids: dict[int, str] = {}
    for page in pages:
        ids[page.page_id] = _id(page)
        yield _article(page, options, tally)
    for story in stories:
        tally.entries += 1
        items = [{"@type": "ListItem", "position": n, "item": {"@id": ids[p]}} for n, p in _placed(story, ids)]
        yield known(**{"@id": f"urn:tamani:story:{story.id}", "@type": "ItemList"}, name=story.title) | {
            "itemListElement": items
        }


def _placed(story: StoryRow, ids: dict[int, str]) -> Iterator[tuple[int, int]]:
    """The pages of the story that are in the graph, numbered from one."""
    return enumerate((page for page in story.pages if page in ids), 1)


def _id(page: StoredPage) -> str:
    return f"urn:tamani:{page.version_id}"


def _article(page: StoredPage, options: Options, tally: Tally) -> dict[str, Any]:
    article, record = page.record.article, page.record
    tally.entries += 1
    quotations = record.quotations if options.wants("quotations") else []
    claims = record.claims if options.wants("claims") else []
    tally.entries += len(quotations) + len(claims)
    parts = [_quotation(record, quotation) for quotation in quotations]
    parts += [_claim(page, claim) for claim in claims]
    return known(
        **{"@id": _id(page), "@type": "NewsArticle"},
        headline=article.headline.text if article.headline else None,
        url=page.url,
        datePublished=article.published.value if article.published else None,
        dateModified=article.modified.value if article.modified else None,
        author=[{"@type": "Person", "name": found.text} for found in article.byline],
        publisher={"@type": "Organization", "name": page.outlet} if page.outlet else None,
        inLanguage=record.language,
        dateline=article.dateline.text if article.dateline else None,
        articleSection=article.section.text if article.section else None,
        hasPart=parts,
    )


def _quotation(record: Record, quotation: Quotation) -> dict[str, Any]:
    return known(
        **{"@type": "Quotation"},
        text=record.text[quotation.start : quotation.end],
        spokenByCharacter=_party(record, quotation.speaker),
    )


def _claim(page: StoredPage, claim: Claim) -> dict[str, Any]:
    return known(
        **{"@type": "Claim"},
        text=page.record.text[claim.start : claim.end],
        author=_party(page.record, claim.speaker),
        about=[party for who in claim.about if (party := _party(page.record, who))],
        appearance={"@id": _id(page)},
    )


def _party(record: Record, identifier: str | None) -> dict[str, Any] | None:
    actor = record.actor(identifier)
    if actor is None:
        return None
    kind = {"person": "Person", "state": "Country", "group": "Thing"}.get(actor.kind, "Organization")
    return known(**{"@type": kind}, name=actor.name, jobTitle=actor.role if actor.kind == PERSON else None)
