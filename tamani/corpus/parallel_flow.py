"""Pages that several processes read: which of them may be sent out, and which are to wait for what they may copy."""

from __future__ import annotations

from concurrent.futures import FIRST_COMPLETED, wait
from typing import TYPE_CHECKING

from tamani.corpus.corpus_reader import may_be_copy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Future

    from tamani.corpus.corpus_reader import CorpusReader, Placed
    from tamani.corpus.reads import ReadPage
    from tamani.reading.reader import PageToRead

TOGETHER = 4
"""Pages that a process reads together: a batch for the parser, and few enough for all to be busy to the end."""
ENOUGH = 64
"""Pages at hand with which all processes have work while others are fetched, kept and received."""


class ParallelFlow:
    """Sends each page out as soon as all are saved that it may be a copy of; what is read first comes first.

    Args:
        own: the reader of this process: it receives pages, and reads those that no other process can.
        send: has some pages read elsewhere, or says with None that nobody else is there to read them.
        answer: what became of pages that were sent.

    """

    def __init__(
        self,
        own: CorpusReader,
        send: Callable[[list[Placed]], Future[list[ReadPage]] | None],
        answer: Callable[[list[Placed], Future[list[ReadPage]]], list[ReadPage]],
    ) -> None:
        self._own, self._send, self._answer = own, send, answer
        self._count = 0
        self._waiting: dict[int, Placed] = {}
        self._runs: dict[int, frozenset[str]] = {}
        """Runs of words of all pages that are not yet saved."""
        self._before: dict[int, set[int]] = {}
        """For each page that waits those which have to be saved before."""
        self._sent: dict[Future[list[ReadPage]], list[Placed]] = {}

    @property
    def at_hand(self) -> int:
        """Pages that were given and not yet answered."""
        return len(self._runs)

    @property
    def wants_more(self) -> bool:
        """Whether a process might soon have nothing to do."""
        return self.at_hand < ENOUGH

    def give(self, pages: Sequence[PageToRead]) -> None:
        """Receive some pages and send out those that need not wait."""
        received, runs = self._own.received(enumerate(pages, self._count))
        for placed, words in zip(received, runs, strict=True):
            place = placed[0]
            self._before[place] = {other for other, known in self._runs.items() if may_be_copy(words, known)}
            self._waiting[place], self._runs[place] = placed, words
        self._count += len(pages)
        self._send_out()

    def answers(self) -> Iterator[ReadPage]:
        """The pages that are read by now; where none is, the first ones that will be."""
        while self._sent or self._waiting:
            if not self._sent:  # nobody else is there to read them
                yield from self._saved_in_turn(self._own.read_received(self._ready()))
                continue
            for future in wait(self._sent, return_when=FIRST_COMPLETED).done:
                part = self._sent.pop(future)
                yield from self._saved_in_turn(self._answer(part, future))
            self._send_out()
            return

    def _saved_in_turn(self, pages: list[ReadPage]) -> Iterator[ReadPage]:
        for page in pages:
            yield page
            self._saved(page.place)

    def _saved(self, place: int) -> None:
        del self._runs[place]
        for before in self._before.values():
            before.discard(place)

    def _ready(self) -> list[Placed]:
        """The pages that need not wait any longer."""
        ready = [place for place in self._waiting if not self._before[place]]
        for place in ready:
            del self._before[place]
        return [self._waiting.pop(place) for place in ready]

    def _send_out(self) -> None:
        ready = self._ready()
        for at in range(0, len(ready), TOGETHER):
            part = ready[at : at + TOGETHER]
            future = self._send(part)
            if future is None:
                for placed in ready[at:]:
                    self._waiting[placed[0]], self._before[placed[0]] = placed, set()
                return
            self._sent[future] = part
