"""What the commands tell the shell. Documented in ``tamani read --help`` and ``docs/command_line.md``."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """How a command ended."""

    GOOD = 0
    SOME_PAGES_FAILED = 1
    USAGE = 2
    OUTPUT_FAILED = 3
    SOMETHING_MISSING = 4
    INTERRUPTED = 130
    OUTPUT_CLOSED = 141
