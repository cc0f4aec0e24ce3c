"""What stands round a name and shows that it is not the state: rivers, treaties, streets, towns as places."""

from __future__ import annotations

from tamani.world.entries import table
from tamani.world.forms import Form
from tamani.world.phrases import Phrases, Words, fold


class Context:
    """The context tables of one language."""

    def __init__(self, language: str) -> None:
        words = table("context").get(language, {})
        ambiguous = table("ambiguous").get(language, {})
        heads: dict[str, list[str]] = words.get("heads", {})
        needs: dict[str, list[str]] = words.get("needs", {})
        self.compound_ends = frozenset(map(fold, words.get("compound_ends", ())))
        self._links = frozenset(words.get("links", ()))
        self._heads = {form: frozenset(map(fold, nouns)) for form, nouns in heads.items()}
        self._needs = {_key(Words(name)): frozenset(map(fold, before)) for name, before in needs.items()}
        self._languages = frozenset(words.get("language_after", ()))
        self._common = frozenset(words.get("common_words", ()))
        self._also: dict[str, list[str]] = ambiguous.get("also", {})
        self._confusable: list[list[str]] = ambiguous.get("confusable", [])
        self._plain: Phrases[str] = Phrases()
        for phrase in words.get("plain", ()):
            self._plain.add(phrase, phrase)
        self.starts = self._plain.starts

    def skip(self, words: Words, index: int) -> int:
        """The index after a phrase that holds a name without naming the entry; 0 where there is none."""
        for after, phrases in self._plain.at(words, index):
            here = words.passage(index, after)
            if any(_capitals_kept(phrase, here) for phrase in phrases):
                return after
        return 0

    def excludes(self, form: Form, words: Words, index: int, after: int) -> bool:
        """Whether the words round a name show that it is another thing."""
        before = words.before(index)
        if form.case == "demonym":
            return before in self._languages and form.gender == "m" and form.number != "p"
        key = " ".join(words.keys[index:after])
        if key in self._needs:
            return before not in self._needs[key]
        if form.case == "acronym" and key in self._common:
            return not words.passage(index, after).isupper() or _among_capitals(words, index, after)
        return before in self._links and words.before(index - 1) in self._heads.get(form.form, ())

    def also(self, iso3: str, key: str) -> tuple[str, ...]:
        """States that this demonym (folded) is said of besides its own."""
        return tuple(self._also.get(iso3, ())) if "-" not in key else ()

    def confusable(self, iso3: str) -> tuple[str, ...]:
        """States whose demonym is easily mistaken for that of this one."""
        groups = [group for group in self._confusable if iso3 in group]
        return tuple(dict.fromkeys(other for group in groups for other in group if other != iso3))


def _key(words: Words) -> str:
    return " ".join(words.keys)


def _capitals_kept(phrase: str, here: str) -> bool:
    """Whether the text has a capital wherever the phrase has one."""
    return all(mine.isupper() or not own.isupper() for own, mine in zip(phrase, here, strict=False))


def _among_capitals(words: Words, index: int, after: int) -> bool:
    """Whether the next word on either side is all capitals, so that capitals say nothing here."""
    near = [place for place in (index - 1, after) if 0 <= place < len(words)]
    return any(len(words.keys[place]) > 1 and words.written(place).isupper() for place in near)
