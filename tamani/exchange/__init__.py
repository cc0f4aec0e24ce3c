"""Hands pages, entries and stories on in the formats of other tools: a module a format, its schema in ``schemas/``."""

from tamani.exchange.formats import FORMATS, Format, FormatUnavailableError, write
from tamani.exchange.options import Options, Tally
from tamani.exchange.stored import StoredPage, StoryRow

__all__ = ["FORMATS", "Format", "FormatUnavailableError", "Options", "StoredPage", "StoryRow", "Tally", "write"]
