"""What a reader means by the value of a field, before it is written down; what is wrong with one that does not fit."""

from __future__ import annotations

import re
from datetime import date
from types import NoneType
from typing import Any, Literal, get_args, get_origin

import msgspec

from tamani.corpus.world_names import STATES, state_codes
from tamani.record import Actor, Event, Place, Time
from tamani.words.worded_error import WordedError
from tamani.world.entries import entries

COUNTRIES = {(Actor, "country"), (Place, "country")}
"""Fields that hold the code of a country."""
DATES = {(Time, "value"), (Event, "date")}
"""Fields that hold a date or an interval."""
FIXED = "id"
"""The field by which other entries point at one: with another value nothing would be found by it."""
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)
OPEN_END = ".."


class CorrectionError(WordedError):
    """A correction that cannot be made; the message says why."""


def meant(kind: type[msgspec.Struct], field: str, value: Any) -> Any:  # noqa: ANN401 (as JSON has it)
    """The value of a field as the record has it.

    A word is a list of one where the field is a list, several stand with commas between them; nothing is nobody; the
    name of a country is its code.

    Raises:
        CorrectionError: it is no country or no date.

    """
    wanted = _types(kind).get(field)
    if type(value) is int and str in {wanted, *get_args(wanted)}:
        value = str(value)  # a year or a code that was written as JSON
    if isinstance(value, str) and get_origin(wanted) is list:
        return [word for part in value.split(",") if (word := part.strip())]
    if value == "" and NoneType in get_args(wanted):
        return None
    if isinstance(value, str) and (kind, field) in COUNTRIES:
        return _country(value)
    if isinstance(value, str) and (kind, field) in DATES:
        return _date(field, value)
    if isinstance(value, dict) and (kind, field) == (Event, "place"):
        return {name: meant(Place, name, given) for name, given in value.items()}
    return value


def _country(given: str) -> str:
    codes = [code for code in state_codes(given) if entries()[code].kind in STATES]
    if not codes:
        raise CorrectionError("no_country", given=given)
    if len(codes) > 1:
        raise CorrectionError("several_countries", given=given, codes=", ".join(codes))
    return codes[0]


def _date(field: str, given: str) -> str:
    """A day, month or year, or two of them with a stroke between, of which one may be open."""
    first, stroke, last = given.partition("/")
    if not (_is_interval(first, last) if stroke else _is_day(first)):
        raise CorrectionError("no_date_of_record", field=field, given=given)
    return given


def _is_interval(first: str, last: str) -> bool:
    ends = [end for end in (first, last) if end != OPEN_END]
    return bool(ends) and all(map(_is_day, ends))


def _is_day(given: str) -> bool:
    if _DAY.fullmatch(given) is None:
        return False
    try:
        date.fromisoformat(given + "0001-01-01"[len(given) :])
    except ValueError:
        return False
    return True


def misfit(kind: type[msgspec.Struct], given: dict[str, Any]) -> CorrectionError:
    """What to say of fields that are no entry of this kind: the first that does not fit, or those that are missing."""
    missing = [f.name for f in msgspec.structs.fields(kind) if f.required and f.name not in given]
    if missing:
        return CorrectionError("fields_missing", fields=", ".join(missing))
    for field, wanted in _types(kind).items():
        if field in given and not _fits(given[field], wanted):
            return _misfit(field, wanted, given[field])
    return CorrectionError("added_without_fields")


def _misfit(field: str, wanted: Any, value: Any) -> CorrectionError:  # noqa: ANN401 (any type, any value)
    shown = value if isinstance(value, str) else msgspec.json.encode(value).decode()
    choices = _choices(wanted)
    if choices:
        return CorrectionError("no_choice", field=field, given=shown, choices=", ".join(choices))
    if wanted in {int, float}:
        return CorrectionError("number_needed", field=field, given=shown)
    return CorrectionError("value_misfit", field=field, given=shown)


def _types(kind: type[msgspec.Struct]) -> dict[str, Any]:
    return {field.name: field.type for field in msgspec.structs.fields(kind)}


def _fits(value: Any, wanted: Any) -> bool:  # noqa: ANN401
    try:
        msgspec.convert(value, wanted)
    except msgspec.ValidationError:
        return False
    return True


def _choices(wanted: Any) -> list[str]:  # noqa: ANN401
    """The values among which a field chooses; none where it is free."""
    if get_origin(wanted) is Literal:
        return [str(value) for value in get_args(wanted)]
    return [choice for part in get_args(wanted) for choice in _choices(part)]
