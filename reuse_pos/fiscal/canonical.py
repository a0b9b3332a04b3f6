"""The one way of writing a journal record down, so that one record always gives the same hash."""

from __future__ import annotations

import json
import unicodedata
from typing import Any, Never

from reuse_pos.fiscal.errors import FiscalError

# Beyond this, readers that hold numbers as IEEE doubles (RFC 8785) would see another number.
MAX_INT = 2**53 - 1
_encode = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False, check_circular=False
).encode


def canonical(value: object) -> str:
    """RFC 8785 text of a value made of objects, lists, strings (NFC), integers, booleans and null.

    Raises `FiscalError` on floats, integers beyond 2^53−1, lone surrogates, keys that are not ASCII
    strings, and any other type.
    """
    try:
        return _encode(_clean(value))
    except RecursionError:
        raise FiscalError("too_deep") from None


def read_canonical(text: str) -> dict[str, Any]:
    """The record written as `text`; raises `FiscalError("not_json")` unless it is an object of
    integers.
    """
    try:
        found = json.loads(text, parse_float=_no_float, parse_constant=_no_float)
    except (ValueError, RecursionError) as error:
        raise FiscalError("not_json", why=type(error).__name__) from None
    if not isinstance(found, dict):
        raise FiscalError("not_json", why="not an object")
    return found


def _no_float(text: str) -> Never:
    raise FiscalError("not_integer", text=text)


def _clean(value: object) -> object:
    if isinstance(value, str):
        return _text(value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return _number(value)
    if isinstance(value, dict):
        return {_key(key): _clean(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(item) for item in value]
    raise FiscalError("not_canonical", type=type(value).__name__)


def _text(text: str) -> str:
    if text.isascii():
        return str(text)
    normal = unicodedata.normalize("NFC", text)
    try:
        normal.encode()
    except UnicodeEncodeError:
        raise FiscalError("lone_surrogate") from None
    return normal


def _number(number: int) -> int:
    if not -MAX_INT <= number <= MAX_INT:
        raise FiscalError("number_too_large")
    return int(number)


def _key(key: object) -> str:
    if not (isinstance(key, str) and key.isascii()):
        raise FiscalError("key_not_ascii")
    return str(key)
