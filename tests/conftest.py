"""What all tests share: readers, made once, since a language's model takes seconds to load."""

from __future__ import annotations

import pytest

import tamani


@pytest.fixture(scope="session")
def reader() -> tamani.Reader:
    """The reader of French pages as they are scraped, with the site around the article."""
    return tamani.Reader("fr")


@pytest.fixture(scope="session")
def body_reader() -> tamani.Reader:
    """The reader of French article text: every line is body."""
    return tamani.Reader("fr", whole_text_is_body=True)


@pytest.fixture(scope="session")
def english_body_reader() -> tamani.Reader:
    """The reader of English article text: every line is body."""
    return tamani.Reader("en", whole_text_is_body=True)
