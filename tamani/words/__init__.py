"""Tamani's own words (messages, labels, reasons) by language; one TOML file a language, same keys in each."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources

from tamani.record import Reason

LANGUAGES = ("fr", "en")


@functools.cache
def table(language: str) -> dict[str, str]:
    """All words of a language, keyed ``section.name``.

    Raises:
        ValueError: there is no such language.
    """
    if language not in LANGUAGES:
        raise ValueError(f"no words for language {language!r}; there are {', '.join(LANGUAGES)}")
    text = resources.files(__package__).joinpath(f"{language}.toml").read_text(encoding="utf-8")
    sections: dict[str, dict[str, str]] = tomllib.loads(text)
    return {f"{name}.{key}": value for name, entries in sections.items() for key, value in entries.items()}


def say(key: str, language: str, /, **values: object) -> str:
    """The words for ``key`` ("section.name") with ``{values}`` filled in.

    Raises:
        KeyError: no such words.
    """
    return table(language)[key].format(**values)


def reason(code: str, /, **values: str) -> Reason:
    """A reason for a record, its English words filled in from the ``reason`` section."""
    return Reason(code=code, values=values, words=say(f"reason.{code}", "en", **values))


def reason_words(why: Reason, language: str) -> str:
    """A record's reason in the reader's language; codes unknown to this version keep their English words."""
    template = table(language).get(f"reason.{why.code}")
    return template.format(**why.values) if template is not None else why.words
