"""Errors whose message is among Tamani's own words, so that the user reads it in his language."""

from __future__ import annotations

from tamani.words import say


class WordedError(Exception):
    """An error with the key of its words in the section ``error``; as a string it is English."""

    def __init__(self, key: str, /, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values

    def __str__(self) -> str:
        return self.words("en")

    def words(self, language: str) -> str:
        """What is wrong and what to do, in this language."""
        return say(f"error.{self.key}", language, **self.values)
