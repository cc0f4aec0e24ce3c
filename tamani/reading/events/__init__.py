"""Events: who did what to whom, in the categories of PLOVER, with status, voice, date and place.

The lexicon of triggers and their frames is data (``languages/<code>/triggers``). Rules work on the structures of
Universal Dependencies; what they are unsure of carries a low confidence and a reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tamani.reading.events.reader import EventReader
from tamani.reading.events.to_record import to_record

if TYPE_CHECKING:
    from tamani.reading.reading import Reading

__all__ = ["find_events"]


def find_events(reading: Reading) -> None:
    """Fill ``reading.events``, in the order of the text."""
    if not len(reading.doc):
        return
    reader = EventReader(reading)
    reading.events = to_record(reader, reader.read())
    reading.event_reader = reader
