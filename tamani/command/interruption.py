"""Ctrl-C, with what a command has to say of what it did before."""

from __future__ import annotations


class Interruption(KeyboardInterrupt):
    """The user has interrupted; ``key`` and ``values`` are those of the message that says what is kept."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values
