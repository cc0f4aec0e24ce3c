"""What states, organisations and armed groups are called: tables, and what finds them in a text."""

from tamani.world.entries import Entry, EntryKind
from tamani.world.gazetteer import Gazetteer, Match, load_gazetteer

__all__ = ["Entry", "EntryKind", "Gazetteer", "Match", "load_gazetteer"]
