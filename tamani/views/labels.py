"""What the views call things, in the reader's language."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import msgspec

from tamani.views.page_parts import line_number
from tamani.views.printable import one_line
from tamani.words import reason_words, say, table

if TYPE_CHECKING:
    from collections.abc import Callable

    from tamani.record import Actor, ArticleDate, Found, Reason, Record


class Labels:
    """Tamani's own words in one language, with the few phrases that are put together from them."""

    def __init__(self, language: str) -> None:
        """Take the words of ``language``.

        Raises:
            ValueError: Tamani does not speak it.

        """
        table(language)
        self.language = language

    def __call__(self, key: str, **values: object) -> str:
        """The label with this key."""
        return say(f"label.{key}", self.language, **values)

    def of(self, prefix: str, code: str | None) -> str:
        """The label of a code of the record ("block", "body": "Body"); a code without one stays as it is."""
        if code is None:
            return ""
        return table(self.language).get(f"label.{prefix}_{code}", code)

    def count(self, key: str, count: int) -> str:
        """The label in its singular or plural form."""
        return self(f"{key}_one" if count == 1 else f"{key}_many", count=count)

    def percent(self, share: float) -> str:
        """A share of one in whole hundredths."""
        return self("percent", number=f"{share:.0%}".rstrip("%"))

    def reason(self, why: Reason) -> str:
        """A reason in words."""
        values = {name: self._in_words(name, value) for name, value in why.values.items()}
        return one_line(reason_words(msgspec.structs.replace(why, values=values), self.language))

    def _in_words(self, name: str, value: str) -> str:
        """A value of a reason; kinds of blocks are codes in the record and words here."""
        label = table(self.language).get(f"label.block_{value}") if name == "kind" else None
        return value if label is None else label[0].lower() + label[1:]

    def country(self, code: str | None) -> str:
        """A country's name, or its ISO code where the name is not known."""
        return "" if code is None else _country_names(self.language)(code)

    def language_name(self, code: str | None) -> str:
        """A language's name, or its code."""
        return self.of("language", code) or "–"

    def role(self, actor: Actor) -> str:
        """An actor's role and country, as far as they are known and not said by his name."""
        role = None if _same(actor.role, actor.name) else actor.role
        country = None if actor.kind == "state" else self.country(actor.country)
        return " · ".join(one_line(part) for part in (role, country) if part)

    def origin(self, record: Record, found: Found | ArticleDate) -> str:
        """Where a value comes from: a line of the page, its metadata, or the one who asked."""
        if found.start is not None:
            return self("from_line", line=line_number(record, found.start))
        return self("from_user" if found.by in GIVEN else "from_metadata")


def _same(role: str | None, name: str) -> bool:
    return role is not None and role.casefold().replace("’", "'") == name.casefold().replace("’", "'")


GIVEN = frozenset({"caller"})
"""What the record calls the one who asked, in ``by``."""


@functools.cache
def _country_names(language: str) -> Callable[[str], str]:
    """Looked up in the tables of the world, which are read on the first country only."""
    from tamani.world.entries import entries  # noqa: PLC0415

    names = {code: entry.names.get(language, code) for code, entry in entries().items()}
    return lambda code: names.get(code, code)
