"""The main text of an HTML page as trafilatura finds it: one more witness for the labelling of lines."""

from __future__ import annotations

from tamani.page.folding import fold_words
from tamani.page.received import Line

LONGEST = 600_000
DEEPEST = 800
"""Pages longer or deeper than these are labelled without trafilatura.

Whose time and memory they would take.
"""


class NoMainTextError(Exception):
    """The main text could not be looked for; ``why`` is the code of a reason."""

    def __init__(self, why: str, detail: str) -> None:
        super().__init__(detail)
        self.why = why
        self.detail = detail


def main_lines(markup: str, depth: int, text: str, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """``lines`` with the hint ``main`` where trafilatura took them for main text.

    Raises:
        NoMainTextError: the page is too long or too deep for it, or it failed.

    """
    if len(markup) > LONGEST or depth > DEEPEST:
        raise NoMainTextError("main_text_skipped", f"{len(markup)} characters, depth {depth}")
    import trafilatura  # noqa: PLC0415 (takes long to import, and plain text does without it)

    try:
        found = trafilatura.extract(markup, include_comments=False, include_tables=True, favor_recall=True)
    except (Exception, RecursionError) as error:
        raise NoMainTextError("main_text_failed", f"{type(error).__name__}: {error}") from error
    main = {words for line in (found or "").splitlines() if (words := fold_words(line))}
    return tuple(
        Line(line.start, line.end, line.hints | {"main"}) if fold_words(text[line.start : line.end]) in main else line
        for line in lines
    )
