"""``tamani demo``: the demo corpus into a store of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tamani.command.add import add_all, say_results
from tamani.command.exit_codes import ExitCode
from tamani.command.read import Messages
from tamani.command.stores import with_store

if TYPE_CHECKING:
    from tamani.corpus.store import Store

STORE = "tamani-demo.db"
"""Where the demo goes unless told otherwise: a file in this folder, apart from the user's own pages."""
EXAMPLES = (
    "tamani demo",
    f"tamani search --store {STORE} Goïta",
    f"tamani stories --store {STORE}",
    "tamani demo --store press.db",
)


def run(store: str | None, words: str, *, quiet: bool = False) -> ExitCode:
    """Load the demo and say where it is; what is there already is left as it is."""
    messages = Messages(words, quiet=quiet)
    place = store or STORE
    return with_store(place, messages, lambda opened: _load(opened, place, messages), create=True)


def _load(store: Store, place: str, messages: Messages) -> ExitCode:
    from tamani.demo import pages  # noqa: PLC0415 (takes lxml and more)

    results, good = add_all(store, pages(), messages)
    say_results(results, messages)
    messages.notice("demo_loaded", store=place)
    return ExitCode.GOOD if good else ExitCode.SOME_PAGES_FAILED
