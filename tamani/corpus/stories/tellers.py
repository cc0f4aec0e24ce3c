"""In whose words a number stands on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tamani.corpus.stories.accounts import Account
    from tamani.reading.figures.reader import Figure
    from tamani.record import Actor


def teller(account: Account, figure: Figure) -> Actor | None:
    """Who gives a number: the speaker of the innermost quotation around it, or whoever is named right before it."""
    record = account.record
    inside = [q for q in record.quotations if q.start <= figure.start and figure.end <= q.end]
    speakers = [actor for q in inside if (actor := record.actor(q.speaker)) is not None]
    if speakers:
        return speakers[-1]
    return _named_before(account, figure) if figure.is_told else None


def _named_before(account: Account, figure: Figure) -> Actor | None:
    """The actor whose name or role the words of giving a number follow; a pronoun is not sure enough."""
    text = account.record.text
    for actor in account.record.actors:
        for mention in actor.mentions:
            between = text[mention.end : figure.start]
            if mention.end <= figure.start and mention.form != "pronoun" and not between.strip(" ,"):
                return actor
    return None
