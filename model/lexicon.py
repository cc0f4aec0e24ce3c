"""Write the word lists with which the lemmatizer checks the network's rules.

python model/lexicon.py --treebanks DIR [--out build/model]

Two lists a language: lemmas of forms by part of speech, counted in the training treebanks, and lemmas of frequent forms
without it, from the PyPI packages ``simplemma`` (MIT) and ``wordfreq``.
"""

from __future__ import annotations

import argparse
import json
import tomllib
import zlib
from collections import Counter, defaultdict
from pathlib import Path

import simplemma
import wordfreq
from treebank import read_sentences

HERE = Path(__file__).resolve().parent
LANGUAGES = {"fr": 200_000, "en": 120_000}
"""How many of the most frequent forms of each language are listed."""
AGREEMENT = 0.85
"""The share of a form's occurrences that must have one lemma for it to be listed."""


def counted(folder: Path, language: str) -> dict[str, str]:
    """Lemmas of "form part-of-speech" in the training treebanks of a language, where they nearly always agree."""
    table = tomllib.loads((HERE / "training.toml").read_text(encoding="utf-8"))
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for row in table["treebank"]:
        if not row["file"].startswith(language):
            continue
        for sentence in list(read_sentences(folder / row["file"]))[: row.get("first")]:
            for word in sentence:
                seen[f"{word.form} {word.tag}"][word.lemma] += 1
    found = {}
    for form, lemmas in seen.items():
        lemma, count = lemmas.most_common(1)[0]
        if count >= AGREEMENT * lemmas.total():
            found[form] = lemma
    return dict(sorted(found.items()))


def listed(language: str, most: int) -> dict[str, str]:
    """Lemmas of the most frequent forms that simplemma knows."""
    frequent = wordfreq.iter_wordlist(language, wordlist="large")
    forms = [form for form, _ in zip(frequent, range(most), strict=False) if form.isalpha() and len(form) > 1]
    known = (form for form in forms if simplemma.is_known(form, language))
    return dict(sorted((form, simplemma.lemmatize(form, language)) for form in known))


def main() -> None:
    """Write ``lemmas.fr.z`` and ``lemmas.en.z``: JSON, compressed."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--treebanks", type=Path, required=True)
    options.add_argument("--out", type=Path, default=Path("build/model"))
    given = options.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    for language, most in LANGUAGES.items():
        table = {"tagged": counted(given.treebanks, language), "forms": listed(language, most)}
        data = zlib.compress(json.dumps(table, ensure_ascii=False).encode(), 9)
        (given.out / f"lemmas.{language}.z").write_bytes(data)
        print(f"{language}: {len(table['tagged']):,} tagged, {len(table['forms']):,} forms, {len(data):,} bytes")


if __name__ == "__main__":
    main()
