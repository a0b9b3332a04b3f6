"""Products recalled from sale: the public RappelConso list read from a file, and how one is found.

The list is published by the State (data.economie.gouv.fr, "RappelConso"); its columns have had
several names over the years and come in any order. Food recalls are left out: the shop sells none.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.search import fold, words_of
from reuse_pos.domain.wording import _, ngettext

MOST_BYTES, MOST_WORDS, TOLD_LINES = 200_000_000, 64, 5
TEXT_LENGTH, TITLE_LENGTH = 500, 160
_NAMES = {
    "number": ("numero_fiche", "reference_fiche"),
    "version": ("numero_version", "ndeg_de_version", "n_de_version"),
    "kind": ("categorie_produit", "categorie_de_produit"),
    "brand": ("marque_produit", "nom_de_la_marque_du_produit"),
    "model": ("modeles_ou_references", "noms_des_modeles_ou_references"),
    "codes": ("identification_produits", "identification_des_produits"),
    "gtin": ("gtin",),
    "title": ("libelle", "libelle_produit", "sous_categorie_produit", "sous_categorie_de_produit"),
    "risk": ("risques_encourus", "risques_encourus_par_le_consommateur"),
    "reason": ("motif_rappel", "motif_du_rappel"),
    "day": ("date_publication", "date_de_publication_de_la_fiche", "date_de_publication"),
}
_WANTED = ("number", "brand", "model", "day")
_FOOD = "alimentation"
_CODE = re.compile(r"(?<!\d)(?:\d{8}|\d{12,14})(?!\d)")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})|(\d{2})/(\d{2})/(\d{4})")


@dataclass(frozen=True)
class RecalledProduct:
    """One product of the list; `codes` are its barcodes without leading zeros, `day` the ISO day it
    was published."""

    number: str
    day: str
    brand: str
    model: str
    title: str
    risk: str
    codes: tuple[str, ...]
    version: int = 1

    @property
    def words(self) -> tuple[str, ...]:
        """The folded words and barcodes it is found by."""
        said = words_of(f"{self.brand} {self.title} {self.model}")
        named = [word for word in dict.fromkeys(said) if len(word) > 1][:MOST_WORDS]
        return tuple(dict.fromkeys((*named, *self.codes)))


@dataclass(frozen=True)
class RecallList:
    """What a file holds: products, newest version of each, and how many food recalls were left
    out."""

    products: tuple[RecalledProduct, ...]
    food: int


def read_list(content: bytes) -> RecallList:
    """Read a RappelConso export, CSV (any usual separator) or JSON, UTF-8 or Latin-1.

    Refuses the whole file, naming lines or columns: "empty", "columns", "lines", "format", "size".
    """
    if len(content) > MOST_BYTES:
        raise Refusal(
            _("This file is too big to be the list of recalls. Nothing was changed."), "size"
        )
    text = _decoded(content)
    rows = _json_rows(text) if text.lstrip()[:1] in ("[", "{") else _csv_rows(text)
    products: dict[str, RecalledProduct] = {}
    bad: list[int] = []
    food = 0
    for line, row in rows:
        if fold(row.get("kind", "")).startswith(_FOOD):
            food += 1
            continue
        product = _product(row)
        if product is None:
            bad.append(line)
            continue
        known = products.get(product.number)
        if known is None or product.version >= known.version:
            products[product.number] = product
    _refuse_bad(bad)
    if not products:
        raise Refusal(
            _("No recalled product is in this file. Nothing was changed. Choose another file."),
            "empty",
        )
    return RecallList(tuple(products.values()), food)


def code_of(raw: str) -> str:
    """A maker's barcode as it is searched: 8 or 12 to 14 digits without leading zeros; "" when it
    is none."""
    compact = "".join(raw.split())
    if not (compact.isascii() and compact.isdigit() and len(compact) in (8, 12, 13, 14)):
        return ""
    return compact.lstrip("0")


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def _csv_rows(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    head = text.split("\n", 1)[0]
    separator = max(";,\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        columns = _columns(next(reader, []))
        _refuse_missing(columns.values())
        width = max(columns) + 1
        line = reader.line_num + 1
        for cells in reader:
            if any(cell.strip() for cell in cells):
                whole = len(cells) >= width
                row = {name: cells[at] for at, name in columns.items()} if whole else {}
                yield line, row
            line = reader.line_num + 1
    except csv.Error as error:
        raise _unreadable() from error


def _json_rows(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        body = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _unreadable() from error
    if isinstance(body, dict):
        body = body.get("results", body.get("records", []))
    if not isinstance(body, list) or not all(isinstance(one, dict) for one in body):
        raise _unreadable()
    for number, one in enumerate(body, 1):
        fields = one.get("fields", one)
        if not isinstance(fields, dict):
            raise _unreadable()
        columns = _columns(fields)
        if number == 1:
            _refuse_missing(columns.values())
        values = list(fields.values())
        yield number, {name: _said(values[at]) for at, name in columns.items()}


def _said(value: object) -> str:
    if isinstance(value, list):
        return " ".join(_said(one) for one in value)
    return "" if value is None else str(value)


def _columns(names: Iterable[object]) -> dict[int, str]:
    """Which column is which, by its name; the first name of a list wins over the later ones."""
    heads = [re.sub(r"[^a-z0-9]+", "_", fold(str(name))).strip("_") for name in names]
    found: dict[int, str] = {}
    for name, choices in _NAMES.items():
        at = next((heads.index(choice) for choice in choices if choice in heads), None)
        if at is not None:
            found[at] = name
    return found


def _refuse_missing(found: Iterable[str]) -> None:
    missing = [_NAMES[name][0] for name in _WANTED if name not in set(found)]
    if missing:
        raise Refusal(
            _(
                "This is not the list of recalls: {columns} is missing. Nothing was changed. "
                "Choose another file.",
                columns=", ".join(missing),
            ),
            "columns",
        )


def _product(row: Mapping[str, str]) -> RecalledProduct | None:
    number, day = _short(row.get("number", ""), 60), _day(row.get("day", ""))
    brand, model = _short(row.get("brand", "")), _short(row.get("model", ""))
    if not number or not day or not (brand or model):
        return None
    version = row.get("version", "").strip()
    found = _CODE.findall(f"{row.get('codes', '')} {row.get('gtin', '')}")
    codes = tuple(dict.fromkeys(code_of(code) for code in found))
    return RecalledProduct(
        number,
        day,
        brand,
        model,
        _short(row.get("title", ""), TITLE_LENGTH),
        _short(row.get("risk", "") or row.get("reason", "")),
        tuple(code for code in codes if code)[:MOST_WORDS],
        int(version) if version.isascii() and version.isdigit() and len(version) < 6 else 1,
    )


def _short(text: str, most: int = TEXT_LENGTH) -> str:
    words = " ".join(text.split())
    return words if len(words) <= most else words[: most - 1] + "…"


def _day(text: str) -> str:
    found = _DAY.match(text.strip())
    if found is None:
        return ""
    y, m, d, day, month, year = found.groups()
    try:
        return date(int(y or year), int(m or month), int(d or day)).isoformat()
    except ValueError:
        return ""


def _refuse_bad(lines: list[int]) -> None:
    if not lines:
        return
    told = ", ".join(str(line) for line in lines[:TOLD_LINES])
    if len(lines) > TOLD_LINES:
        told += "…"
    raise Refusal(
        ngettext(
            "{n} line cannot be read ({lines}). Nothing was changed. Fetch the list again.",
            "{n} lines cannot be read ({lines}). Nothing was changed. Fetch the list again.",
            len(lines),
            lines=told,
        ),
        "lines",
        lines=tuple(lines),
    )


def _unreadable() -> Refusal:
    return Refusal(
        _("This file cannot be read as CSV or JSON. Nothing was changed. Fetch the list again."),
        "format",
    )
