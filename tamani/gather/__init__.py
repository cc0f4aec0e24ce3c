"""Where pages come from: files, folders, archives, feeds, sitemaps, the web. Knows nothing of where they go."""

from tamani.gather.gathered import HOW, Gathered, How, Missed
from tamani.gather.gathering import gather
from tamani.gather.options import Options
from tamani.gather.state import ListingState, State

__all__ = ["HOW", "Gathered", "How", "ListingState", "Missed", "Options", "State", "gather"]
