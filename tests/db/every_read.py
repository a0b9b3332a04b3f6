"""Every question `reuse_pos.db` can ask the file, each asked once with plausible values.

A question written tomorrow is asked too: nothing is listed here but what its values may look like.
"""

from __future__ import annotations

import dataclasses
import enum
import importlib
import inspect
import pkgutil
import sys
import types
import typing
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest

import reuse_pos.db
from reuse_pos.db.stock_search import CHEAPEST, NEWEST, OLDEST, Source, Wanted
from reuse_pos.db.store import Reader, Tx
from reuse_pos.domain.item import PLACE_OF, State
from reuse_pos.domain.stocktake import Count

NOT_ASKED = frozenset({"engine", "migrations", "tables"})
# Where a word decides which question is asked; elsewhere any word does.
WORDS: dict[str, list[Any]] = {
    "place": sorted(set(PLACE_OF.values())),
    "till": ["001-1"],
}
COUNTED = ("shop", "storage", "workshop", "reception", "quarantine")
INSIDE = tuple(state.value for state in PLACE_OF)
# What is typed into the search, as its filters make it.
WANTED = (
    Wanted("2026-10-01"),
    *(Wanted("2026-10-01", states=INSIDE, order=order) for order in (NEWEST, OLDEST, CHEAPEST)),
    Wanted("2026-10-01", (Source("chaise"),), INSIDE, 100, 5000),
    Wanted("2026-10-01", (Source("ta", ("EA-TABLE",)), Source(spot="salon"))),
    Wanted("2026-10-01", states=(State.ON_SALE.value,), first_day="2026-09-01"),
    Wanted("2026-10-01", (Source("c"),), (State.SOLD.value,), last_day="2026-09-01"),
)


@dataclasses.dataclass
class Heard:
    """The questions put to the file: the words of each, with who asked ("stock:life_of") and the
    values."""

    asked: dict[str, tuple[str, tuple[Any, ...]]] = dataclasses.field(default_factory=dict)

    def listen(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Note every question put through a reader from now on."""
        for name in ("all", "each", "one", "value"):
            monkeypatch.setattr(Reader, name, self._noting(getattr(Reader, name)))

    def _noting(self, ask: Callable[..., Any]) -> Callable[..., Any]:
        def noted(reader: Reader, sql: str, *values: Any) -> Any:
            asking = sys._getframe(1)
            module = asking.f_globals["__name__"].rpartition(".")[2]
            self.asked.setdefault(sql, (f"{module}:{asking.f_code.co_name}", values))
            return ask(reader, sql, *values)

        return noted


def ask_everything(reader: Reader) -> int:
    """Call every public function of `reuse_pos.db` that reads; returns how many there are."""
    functions = list(_functions())
    for function in functions:
        for values, named in _values(function, reader):
            # That nothing has this id or name here is no matter: the question was asked.
            with suppress(LookupError):
                answer = function(reader, *values, **named)
                if inspect.isgenerator(answer):
                    list(answer)
    return len(functions)


def _functions() -> Iterator[Callable[..., Any]]:
    for module in pkgutil.iter_modules(reuse_pos.db.__path__):
        if module.name in NOT_ASKED:
            continue
        here = importlib.import_module(f"reuse_pos.db.{module.name}")
        for name, function in vars(here).items():
            if name.startswith("_") or not inspect.isfunction(function):
                continue
            first = next(iter(inspect.signature(function).parameters), "")
            hints = typing.get_type_hints(function)
            own = function.__module__ == here.__name__
            if own and hints.get(first) is Reader and Tx not in hints.values():
                yield function


def _values(
    function: Callable[..., Any], reader: Reader
) -> Iterator[tuple[list[Any], dict[str, Any]]]:
    """The sets of values to ask with: one for each choice of the parameter with most choices."""
    hints = typing.get_type_hints(function)
    parameters = list(inspect.signature(function).parameters.values())[1:]
    choices = {one.name: _choices(one.name, hints[one.name], reader) for one in parameters}
    for turn in range(max((len(some) for some in choices.values()), default=1)):
        chosen = {name: some[min(turn, len(some) - 1)] for name, some in choices.items()}
        named = {one.name for one in parameters if one.kind is one.KEYWORD_ONLY}
        yield (
            [chosen[one.name] for one in parameters if one.name not in named],
            {name: chosen[name] for name in named},
        )


def _choices(name: str, hint: Any, reader: Reader) -> list[Any]:
    if hint is Reader:
        return [reader]
    return WORDS[name] if name in WORDS and hint is str else _plausible(hint)


def _plausible(hint: Any) -> list[Any]:
    """Some values of a type; every member of an enumeration, both answers to a yes or no."""
    hint = getattr(hint, "__supertype__", hint)
    plain: dict[Any, list[Any]] = {
        str: ["2026-10-01"], int: [1], bool: [True, False], bytes: [b"\0" * 16], float: [1.0],
        Wanted: list(WANTED),
    }  # fmt: skip
    if hint in plain:
        return plain[hint]
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return list(hint)
    if hint is Count:
        return [dataclasses.replace(_made(Count), place=place) for place in COUNTED]
    if dataclasses.is_dataclass(hint):
        return [_made(hint)]
    return _of_several(hint)


def _of_several(hint: Any) -> list[Any]:
    origin, inside = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return [None, *_plausible(next(one for one in inside if one is not type(None)))]
    if origin is tuple and inside[-1] is not Ellipsis:
        return [tuple(_plausible(one)[0] for one in inside)]
    some = [_plausible(one)[0] for one in inside if one is not Ellipsis]
    if len(some) == 2:
        return [dict([tuple(some)])]
    return [(some[0],) if origin is tuple else frozenset(some) if "et" in str(origin) else some]


def _made(kind: Any) -> Any:
    hints = typing.get_type_hints(kind)
    needed = [one for one in dataclasses.fields(kind) if one.init]
    return kind(**{one.name: _plausible(hints[one.name])[0] for one in needed})
