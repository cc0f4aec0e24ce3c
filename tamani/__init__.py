"""Tamani reads pages of political news into records in which every entry points at the characters that prove it.

>>> import tamani
>>> record = tamani.read("Le maire a déclaré que le pont serait rouvert lundi.")  # doctest: +SKIP
>>> record.text[record.quotations[0].start : record.quotations[0].end]  # doctest: +SKIP
'le pont serait rouvert lundi'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tamani.reading.reader import Reader, read
    from tamani.record import Record

__version__ = "0.1.0"
__all__ = ["Reader", "Record", "__version__", "read"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 (a module's attributes are of any type)
    """Load the reader only when it is asked for: it takes spaCy, which takes seconds."""
    if name in {"Reader", "read"}:
        from tamani.reading import reader  # noqa: PLC0415

        return getattr(reader, name)
    if name == "Record":
        from tamani.record import Record  # noqa: PLC0415

        return Record
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
