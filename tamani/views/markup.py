"""HTML put together from Python: whatever is not already markup is escaped."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from tamani.views.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterable

VOID = frozenset({"meta", "input", "link", "br", "hr"})


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


def escape(text: str) -> Markup:
    """Any text as HTML, in an element or in an attribute; control characters become visible."""
    return text if isinstance(text, Markup) else Markup(html.escape(printable(text), quote=True))


def join(parts: Iterable[str | None], between: str = "") -> Markup:
    """The parts one after the other, None left out."""
    return Markup(escape(between).join(escape(part) for part in parts if part is not None))


def tag(name: str, /, *content: str | None, **attributes: str | int | bool | None) -> Markup:
    """An element. Attribute names lose a last underscore and get hyphens; False and None leave them out."""
    words = [name]
    for key, value in attributes.items():
        attribute = key.rstrip("_").replace("_", "-")
        if value is True:
            words.append(attribute)
        elif value is not None and value is not False:
            words.append(f'{attribute}="{escape(str(value))}"')
    opening = f"<{' '.join(words)}>"
    return Markup(opening if name in VOID else f"{opening}{join(content)}</{name}>")
