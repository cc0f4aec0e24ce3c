"""Raise the floors to what the program scores now.

python tests/quality/update_floors.py [--allow-lower REASON]
"""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime

import floors


def main() -> int:
    """Run the command line; 1 where a floor would be lowered without a reason."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--allow-lower", metavar="REASON", help="lower floors, and write why into the file")
    options = parser.parse_args()
    old = floors.load()
    scores = floors.measure()
    today = datetime.now(UTC).date().isoformat()
    try:
        new = floors.updated(
            old, scores, floors.fingerprint(floors.GOLD), day=today, reason=options.allow_lower
        )
    except floors.RefusedError as refused:
        sys.stderr.write(f"{refused}\nNothing was written. To lower floors, say why with --allow-lower.\n")
        return 1
    floors.save(new)
    for kind, names in new.floors.items():
        for name, floor in names.items():
            before = old.floors.get(kind, {}).get(name, 0.0)
            sys.stdout.write(f"{kind:7}{name:22}{before:6.3f} -> {floor:.3f}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
