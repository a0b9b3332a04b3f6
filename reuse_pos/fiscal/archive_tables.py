"""The tables of an archive: what the journal says, laid out for people who open spreadsheets.

Every cell is computed from the journal alone, so whoever holds the journal can make the same file
again to the byte. The archive's own verifier repeats TABLES word for word (a test compares them).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

BOM = "\ufeff"
END = "\r\n"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
HIDDEN = "v alg key prev lines vat pay methods by_method denominations"
# (file, kinds of record, list of the record, columns). A column is title=place: "^" looks in the
# record rather than in the list's entry, "#" in the columns beside the body; "c/" writes hundredths
# with a decimal point, "j/" JSON; "rest" is whatever no other column says.
_LINE = "caisse=^till enregistrement=^seq type=^type numero=^doc_no date_heure=^ts "
_EVENT = "caisse=till enregistrement=seq date_heure=ts jour=day operateur=op "
_CLOSED = "caisse=^till enregistrement=^seq type=^type jour=^day "
_CLOSINGS = "SESSION_CLOSE CLOSE_DAY CLOSE_MONTH CLOSE_YEAR"
TABLES = (
    ("entetes.csv", "SALE REFUND VOID", "",
     "caisse=till enregistrement=seq type=type numero=doc_no date_heure=ts jour=day operateur=op "
     "session=session mode=mode total_ttc=c/total chiffre_affaires=c/turnover "
     "total_perpetuel=c/gtp total_perpetuel_absolu=c/gtpa ticket=ticket garantie=guarantee "
     "piece_origine=ref_doc enregistrement_origine=ref_seq motif=reason logiciel=soft "
     "version_fiscale=fiscal_v autres=rest hachage=#hash signature=#sig"),
    ("lignes.csv", "SALE REFUND VOID", "lines",
     _LINE + "ligne=n nature=kind reference=sku libelle=label categorie=cat quantite=qty "
     "unite=unit prix_unitaire_ttc=c/unit_ttc remise=c/disc motif_remise=disc_reason "
     "montant_ttc=c/ttc montant_ht=c/ht code_tva=vat_code taux_tva=c/vat_bp masse_g=weight_g "
     "source_masse=weight_src autres=rest"),
    ("tva.csv", "SALE REFUND", "vat",
     _LINE + "code_tva=code taux_tva=c/bp base_ht=c/base tva=c/vat ttc=c/ttc"),
    ("reglements.csv", "SALE REFUND", "pay",
     _LINE + "reglement=n moyen=method montant=c/amt reference=ref autres=rest"),
    ("corrections.csv", "PAYMENT_CORRECTION", "pay",
     _LINE + "operateur=^op piece_origine=^ref_doc enregistrement_origine=^ref_seq motif=^reason "
     "reglement=n moyen=method montant=c/amt reference=ref autres=rest"),
    ("duplicatas.csv", "REPRINT", "",
     _EVENT + "piece_origine=ref_doc enregistrement_origine=ref_seq duplicata=copy_no"),
    ("clotures.csv", _CLOSINGS, "",
     "caisse=till enregistrement=seq type=type numero=number periode=period jour=day date_heure=ts "
     "operateur=op premier_enregistrement=first_seq dernier_enregistrement=last_seq "
     "cloture_precedente=prev_same_close_seq ventes=n_sales retours=n_refunds annules=n_voids "
     "duplicatas=n_reprints corrections=n_corrections total_ttc=c/total "
     "chiffre_affaires=c/turnover total_perpetuel=c/gtp total_perpetuel_absolu=c/gtpa "
     "fond=c/float premier_comptage=c/first_counted recomptages=recounts commentaire=comment "
     "autres=rest hachage=#hash signature=#sig"),
    ("clotures_tva.csv", _CLOSINGS, "vat",
     _CLOSED + "code_tva=code taux_tva=c/bp base_ht=c/base tva=c/vat ttc=c/ttc"),
    ("clotures_reglements.csv", _CLOSINGS, "by_method", _CLOSED + "moyen=method montant=c/amt"),
    ("clotures_comptages.csv", "SESSION_CLOSE", "methods",
     _CLOSED + "moyen=method attendu=c/expected compte=c/counted ecart=c/diff"),
    ("clotures_especes.csv", "SESSION_CLOSE", "denominations",
     _CLOSED + "valeur=c/value nombre=n"),
    ("jet.csv", "JET", "", _EVENT + "code=code details=j/info autres=rest"),
    ("vie.csv", "TILL_OPEN KEY_ROTATE ARCHIVE TILL_CLOSE", "",
     _EVENT + "type=type logiciel=soft version_fiscale=fiscal_v autres=rest"),
    ("mouvements.csv", "SESSION_OPEN CASH_MOVE", "",
     _EVENT + "type=type session=session nature=kind montant=c/amt fond=c/float motif=reason "
     "autres=rest"),
)  # fmt: skip


@dataclass(frozen=True)
class Column:
    """One column: its title, how it is written ("", "c", "j" or "rest"), where it is found."""

    title: str
    how: str
    where: str
    name: str


@dataclass(frozen=True)
class Table:
    """One CSV of the archive."""

    name: str
    kinds: frozenset[str]
    each: str
    columns: tuple[Column, ...]

    @cached_property
    def head(self) -> bytes:
        """The first bytes of the file: byte-order mark and titles."""
        return (BOM + ";".join(one.title for one in self.columns) + END).encode()

    @cached_property
    def _said(self) -> frozenset[str]:
        return frozenset(one.name for one in self.columns if not one.where)

    def rows(self, columns: Mapping[str, Any], body: Mapping[str, Any]) -> Iterator[bytes]:
        """The lines of one record; `columns` are those beside its body. Nothing for other kinds."""
        if str(body.get("type")) not in self.kinds:
            return
        entries = [body] if not self.each else body.get(self.each)
        for entry in entries if isinstance(entries, list) else ():
            if isinstance(entry, dict):
                cells = (self._cell(one, entry, body, columns) for one in self.columns)
                yield (";".join(cells) + END).encode("utf-8", "replace")

    def _cell(
        self, one: Column, entry: Mapping[str, Any], body: Mapping[str, Any],
        columns: Mapping[str, Any],
    ) -> str:  # fmt: skip
        if one.how == "rest":
            hidden = self._said | set(HIDDEN.split())
            rest = {name: value for name, value in entry.items() if name not in hidden}
            return _quoted(_json(rest)) if rest else ""
        source = {"^": body, "#": columns}.get(one.where, entry)
        return _quoted(_written(one.how, source.get(one.name)))


def tables() -> tuple[Table, ...]:
    """Every CSV of an archive, in order."""
    return tuple(
        Table(name, frozenset(kinds.split()), each, tuple(map(_column, columns.split())))
        for name, kinds, each, columns in TABLES
    )


def _column(spec: str) -> Column:
    title, _equals, place = spec.partition("=")
    if place == "rest":
        return Column(title, "rest", "", "rest")
    how, slash, name = place.rpartition("/")
    where = name[0] if name[0] in "^#" else ""
    return Column(title, how if slash else "", where, name.lstrip("^#"))


def _written(how: str, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if how == "c" and isinstance(value, int):
        return f"{'-' if value < 0 else ''}{abs(value) // 100}.{abs(value) % 100:02d}"
    if isinstance(value, str) and how != "j":
        return f"'{value}" if value.startswith(FORMULA_STARTS) else value
    return str(value) if isinstance(value, int) else _json(value)


def _json(value: object) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _quoted(text: str) -> str:
    if any(mark in text for mark in ';"\r\n'):
        return '"' + text.replace('"', '""') + '"'
    return text
