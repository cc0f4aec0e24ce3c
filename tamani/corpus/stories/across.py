"""Across a story: who was first, who copied, what only some tell, and where accounts disagree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tamani.corpus.stories.accounts import MOST_PAGES, accounts_of
from tamani.corpus.stories.differing_events import MOST_PAIRS, differing_events
from tamani.corpus.stories.differing_numbers import differing_numbers
from tamani.corpus.stories.differing_speakers import differing_holders, differing_speakers
from tamani.corpus.stories.differing_tellers import differing_tellers
from tamani.corpus.stories.edited_numbers import edited_numbers
from tamani.corpus.stories.first_reports import first_report, story_accounts
from tamani.corpus.stories.same_words import MOST_QUOTATIONS, quotations_of
from tamani.corpus.stories.shared_text import credits_of, pairs_of, set_groups, shared_text
from tamani.corpus.stories.sides import MOST_DISAGREEMENTS
from tamani.corpus.stories.told_by_few import told_by_few
from tamani.story import StoryView
from tamani.words import reason

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from tamani.corpus.stories.embedding import Embedder


def story_view(engine: Engine, story: int, embedder: Embedder | None = None, most: int = MOST_PAGES) -> StoryView:
    """All that is found across the pages of a story, from their records as readers have corrected them.

    Without an ``embedder`` quotations are compared within each language only. Work is bounded: at most ``most`` pages
    are compared, and the notes say what was left out.

    Raises:
        NoStoryError: there is no such story, or it has no pages.

    """
    given = accounts_of(engine, story, most)
    accounts = given.accounts
    pairs = pairs_of(accounts)
    set_groups(accounts, pairs)
    sources = credits_of(accounts)
    shared = shared_text(accounts, pairs, sources)
    quotations = quotations_of(accounts, embedder)
    events = differing_events(accounts)
    numbers = differing_numbers(accounts)
    disagreements = [
        *numbers,
        *differing_tellers(accounts, numbers),
        *edited_numbers(accounts),
        *events.found,
        *differing_speakers(quotations.quoted, accounts),
        *differing_holders(accounts),
    ]
    disagreements.sort(key=lambda found: (-found.confidence, found.kind, found.about))
    cut = (
        reason("story_pages_left_out", count=str(given.left_out), most=str(most)) if given.left_out else None,
        reason("story_events_left_out", most=str(MOST_PAIRS)) if events.is_cut else None,
        reason("story_quotations_left_out", most=str(MOST_QUOTATIONS)) if quotations.is_cut else None,
        None if quotations.translated else reason("story_no_encoder"),
        reason("story_more_disagreements", count=str(len(disagreements) - MOST_DISAGREEMENTS))
        if len(disagreements) > MOST_DISAGREEMENTS
        else None,
    )
    return StoryView(
        id=story,
        title=given.title,
        pages=story_accounts(accounts),
        texts=len({account.group for account in accounts}),
        first=first_report(accounts, shared),
        shared=shared,
        credits=sources,
        only_some=told_by_few(accounts, quotations.quoted if quotations.translated else None),
        disagreements=disagreements[:MOST_DISAGREEMENTS],
        notes=[note for note in cut if note is not None],
    )
