"""Parse the fifty sentences anew after the model has changed on purpose: python tests/model/update_golden.py."""

from __future__ import annotations

import json
from pathlib import Path

import tamani_model

GOLDEN = Path(__file__).with_name("fifty_sentences.json")


def main() -> None:
    entries = json.loads(GOLDEN.read_text(encoding="utf-8"))
    for entry in entries:
        doc = tamani_model.load(language=entry["language"])(entry["text"])
        entry["rows"] = [[t.text, t.pos_, t.lemma_, t.head.i, t.dep_, str(t.morph)] for t in doc]
    lines = ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in entries)
    GOLDEN.write_text(f"[\n{lines}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
