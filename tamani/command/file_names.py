"""Names for the files that are written: safe on every system, and no two the same."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePath

NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u2028\u2029]+')
RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(1, 10))})
"""Names that Windows keeps for devices, with whatever ending."""
PAGE_ENDINGS = re.compile(r"\.(?:txt|text|html?|xhtml)(?:\.gz)?$|\.gz$", re.IGNORECASE)
LONGEST = 100
"""Characters of a name; with four bytes each they stay below what disks allow once a number is added."""
LONGEST_BYTES = 200


def safe_stem(source: str | None, fallback: str) -> str:
    """The name of a source without folder and ending, fit for Windows, macOS and Linux."""
    name = PAGE_ENDINGS.sub("", PurePath(source).name if source else "")
    name = unicodedata.normalize("NFC", name.encode("utf-8", "replace").decode("utf-8"))
    name = NOT_IN_NAMES.sub("-", name)[:LONGEST]
    name = name.encode("utf-8")[:LONGEST_BYTES].decode("utf-8", "ignore").strip(" .-")
    if not name:
        return fallback
    return f"{name}-page" if name.split(".")[0].lower() in RESERVED else name


class Names:
    """Gives each page a file name of its own, also where the disk does not tell upper from lower case."""

    def __init__(self, ending: str, taken: tuple[str, ...] = ()) -> None:
        self.ending = ending
        self._taken = {name.casefold() for name in taken}

    def name(self, source: str | None, fallback: str) -> str:
        """A name that was not given before."""
        stem = safe_stem(source, fallback)
        number, name = 1, f"{stem}{self.ending}"
        while name.casefold() in self._taken:
            number += 1
            name = f"{stem}-{number}{self.ending}"
        self._taken.add(name.casefold())
        return name
