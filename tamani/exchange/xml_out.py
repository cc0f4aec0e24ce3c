"""XML written as it comes, and nothing in it that XML 1.0 does not allow."""

from __future__ import annotations

import contextlib
import io
import re
from typing import TYPE_CHECKING, BinaryIO
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

if TYPE_CHECKING:
    from collections.abc import Iterator

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Xml:
    """Writes elements one after the other."""

    def __init__(self, out: BinaryIO) -> None:
        self._text = io.TextIOWrapper(out, encoding="utf-8", newline="\n", write_through=True)
        self._writer = XMLGenerator(self._text, encoding="utf-8", short_empty_elements=True)
        self._writer.startDocument()

    @contextlib.contextmanager
    def inside(self, name: str, **attributes: str | None) -> Iterator[None]:
        """An element around what is written meanwhile."""
        self._writer.startElement(name, AttributesImpl(_attributes(attributes)))
        yield
        self._writer.endElement(name)
        self._writer.ignorableWhitespace("\n")

    def element(self, name: str, words: str | None = None, **attributes: str | None) -> None:
        """An element with these words in it."""
        with self.inside(name, **attributes):
            self._writer.characters(clean(words or ""))

    def close(self) -> None:
        """Write what is held back and let go of the file, which stays open."""
        self._writer.endDocument()
        self._text.flush()
        self._text.detach()


def clean(words: str) -> str:
    """The words with a replacement character for each that no XML document may hold."""
    return _NOT_XML.sub("\ufffd", words)


def _attributes(given: dict[str, str | None]) -> dict[str, str]:
    """Attributes that have a value; ``xml_lang`` is ``xml:lang``."""
    return {name.replace("xml_", "xml:"): clean(value) for name, value in given.items() if value is not None}
