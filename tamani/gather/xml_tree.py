"""XML from strangers as a stream of elements: no entities, no network, and what is broken is read as far as it goes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lxml import etree  # type: ignore[import-untyped]

from tamani.gather.gathered import GatherError
from tamani.page.decoding import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]{0,300}\?>")
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ROOT = re.compile(r"<(?:[\w.-]{1,40}:)?([A-Za-z][\w.-]{0,40})[\s/>]")
_NOT_ROOT = re.compile(r"<!--.*?-->|<[?!][^>]*>", re.DOTALL)
_SNIFFED = 20_000


@dataclass(frozen=True, slots=True)
class Element:
    """An element with the names of those it stands in; names are in lower case, without their namespaces."""

    name: str
    path: tuple[str, ...]
    attributes: dict[str, str]
    text: str
    """The text before its first child."""


def root_name(text: str) -> str | None:
    """The name of the first element of an XML or HTML text, in lower case."""
    found = _ROOT.search(_NOT_ROOT.sub(" ", text[:_SNIFFED]))
    return found.group(1).lower() if found is not None else None


def elements(content: bytes) -> Iterator[Element]:
    """All elements in the order in which they begin.

    Raises:
        GatherError: it declares entities of its own, or nothing in it is XML.

    """
    text = _DECLARATION.sub("", decode(content).text.lstrip("\ufeff"), count=1)
    if _ENTITY.search(text):
        raise GatherError("xml_entities")
    # The charset is settled here, so that what was looked at is what is parsed.
    parser = etree.XMLParser(
        encoding="utf-8", recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(_FORBIDDEN.sub("", text).strip().encode(), parser)
    except etree.XMLSyntaxError as error:
        raise GatherError("not_xml", detail=str(error)[:200]) from error
    if root is None:
        raise GatherError("not_xml", detail="no element")
    yield from _walk(root)


def _walk(root: Any) -> Iterator[Element]:  # noqa: ANN401 (lxml has no types)
    path: list[str] = []
    for event, node in etree.iterwalk(root, events=("start", "end")):
        if not isinstance(node.tag, str):
            continue
        if event == "end":
            path.pop()
            continue
        attributes = {_local(key): str(value) for key, value in node.attrib.items()}
        local = _local(node.tag)
        yield Element(local, tuple(path), attributes, _text(node))
        path.append(local)


def _local(name: str) -> str:
    """A name without its namespace; what a broken document has for a name may be none at all."""
    return name.rsplit("}", 1)[-1].rsplit(":", 1)[-1].lower()


def _text(node: Any) -> str:  # noqa: ANN401
    """The text before the first real child; what an unknown entity stood for is left out."""
    parts = [node.text or ""]
    for child in node:
        if isinstance(child.tag, str):
            break
        parts.append(child.tail or "")
    return "".join(parts).strip()
