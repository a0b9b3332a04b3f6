"""A narrow paper as text, so that one that did not come out can wait for the printer."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from reuse_pos.domain.paper import (
    Barcode,
    CodePageSample,
    Columns,
    Cut,
    Element,
    Feed,
    KickDrawer,
    ReceiptDoc,
    Row,
    Rule,
    Text,
)

_KINDS: dict[str, Callable[..., Element]] = {
    kind.__name__: kind
    for kind in (Text, Columns, Row, Rule, Barcode, Feed, Cut, KickDrawer, CodePageSample)
}


def dump(doc: ReceiptDoc) -> str:
    """The paper as JSON."""
    elements = [[type(one).__name__, asdict(one)] for one in doc.elements]
    return json.dumps({"title": doc.title, "name": doc.name, "elements": elements})


def load(text: str) -> ReceiptDoc:
    """The paper of `dump`."""
    values = json.loads(text)
    return ReceiptDoc(
        tuple(_element(kind, fields) for kind, fields in values["elements"]),
        values["title"],
        values["name"],
    )


def _element(kind: str, fields: dict[str, Any]) -> Element:
    plain = {name: tuple(v) if isinstance(v, list) else v for name, v in fields.items()}
    return _KINDS[kind](**plain)
