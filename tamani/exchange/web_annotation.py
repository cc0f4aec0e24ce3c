"""W3C Web Annotation in JSON-LD: an annotation an entry, with its words and its place as selectors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO

import msgspec

from tamani.exchange.evidence import evidence, text_sha256
from tamani.exchange.json_out import known, write_list
from tamani.exchange.marked import marked
from tamani.exchange.stamps import iso

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tamani.exchange.marked import Marked
    from tamani.exchange.options import Options, Tally
    from tamani.exchange.stored import StoredPage, StoryRow

CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"textSha256": "urn:tamani:text_sha256"}]
MOTIVATIONS = {"mentions": "identifying", "flags": "questioning"}
"""What an entry of a kind is for, in the words of the standard; all others classify."""


def write(
    pages: Iterable[StoredPage], stories: Iterable[StoryRow], out: BinaryIO, options: Options, tally: Tally
) -> None:
    """Write one AnnotationPage."""
    del stories
    before = b'{"@context":%b,"type":"AnnotationPage","items":[' % msgspec.json.encode(CONTEXT)
    write_list(before, (one for page in pages for one in _annotations(page, options, tally)), b"]}\n", out)


def _annotations(page: StoredPage, options: Options, tally: Tally) -> Iterator[dict[str, Any]]:
    digest = text_sha256(page.record.text)
    for entry in marked(page.record, options):
        tally.entries += 1
        yield {
            "id": f"urn:tamani:{page.version_id}:{entry.kind}:{entry.number}",
            "type": "Annotation",
            "motivation": MOTIVATIONS.get(entry.kind, "classifying"),
            "generator": {"type": "Software", "name": "Tamani", "schema:softwareVersion": page.record.version},
            "body": _bodies(page, entry),
            "target": _target(page, entry, digest),
        }


def _bodies(page: StoredPage, entry: Marked) -> list[dict[str, Any]]:
    bodies = [{"type": "TextualBody", "purpose": "tagging", "value": entry.tag}]
    actor = page.record.actor(entry.actor)
    if actor is not None:
        bodies.append({"type": "TextualBody", "purpose": "identifying", "value": actor.name})
    return bodies


def _target(page: StoredPage, entry: Marked, digest: str) -> dict[str, Any]:
    words = evidence(page.record.text, entry.start, entry.end)
    fetched = iso(page.fetched_at)
    quote = {"type": "TextQuoteSelector", "exact": words.exact, "prefix": words.prefix, "suffix": words.suffix}
    return known(
        source=page.url or f"urn:tamani:{page.version_id}",
        state={"type": "TimeState", "sourceDate": fetched} if fetched else None,
        selector=[quote, {"type": "TextPositionSelector", "start": words.start, "end": words.end}],
        textSha256=digest,
    )
