"""Write the lists of trigger examples that are not read right: python tests/reading/update_trigger_gaps.py [fr|en]"""

from __future__ import annotations

import json
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent.parent)]

from trigger_examples import examples_of, fires, gaps_file, read_examples, told  # noqa: E402

HEADER = "# Examples of the trigger lexicon that are not read right yet, by entry. Written by update_trigger_gaps.py.\n"


def main() -> None:
    """Write one list a language given, by default both."""
    for language in sys.argv[1:] or ("fr", "en"):
        records = read_examples(language)
        gaps: dict[str, list[str]] = {}
        examples = examples_of(language)
        for example in examples:
            record = records[example.text]
            fine = not fires(record, example) if example.stated is None else told(record, example) is None
            right = fine and not record.failures
            if not right and example.text not in gaps.setdefault(example.entry, []):
                gaps[example.entry].append(example.text)
        lines = [
            f"{json.dumps(entry, ensure_ascii=False)} = {json.dumps(texts, ensure_ascii=False)}\n"
            for entry, texts in sorted(gaps.items())
            if texts
        ]
        (HERE / gaps_file(language)).write_text(HEADER + "".join(lines), encoding="utf-8")
        print(f"{language}: {sum(map(len, gaps.values()))} of {len(examples)} examples not read right")  # noqa: T201


if __name__ == "__main__":
    main()
