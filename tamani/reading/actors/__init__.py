"""Actors: who acts and speaks on a page, where they are mentioned, and whom a phrase means."""

from tamani.reading.actors.find import find_actors
from tamani.reading.actors.resolve import Resolution, resolve_speaker

__all__ = ["Resolution", "find_actors", "resolve_speaker"]
