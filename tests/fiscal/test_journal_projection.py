"""The sales tables say what the journal says, row for row."""

from collections import Counter

import pytest
from shop_journal import Till, goods, whole_life

from reuse_pos.fiscal import records as r
from reuse_pos.fiscal.projection import TABLES, Rows, project

KEYS = {
    "sale": ("till", "seq"),
    "sale_line": ("till", "seq", "n"),
    "sale_payment": ("till", "seq", "n"),
    "closing": ("till", "seq"),
    "cash_move": ("till", "seq"),
    "cash_session": ("till", "number"),
}


def rows_of(till: Till) -> Rows:
    return [row for record in till.records for row in project(record)]


def table(till: Till, name: str) -> list[dict[str, object]]:
    return [row for where, row in rows_of(till) if where == name]


def test_a_sale_gives_its_ticket_lines_and_payments() -> None:
    till = Till().open()
    pay = [r.Pay("CASH", 2000), r.Pay("CHANGE", -800)]
    lines = [goods(1100, cat="EA-CHAISE", weight_g=5200, weight_src="scale"), goods(100, "HORS")]
    till.write(r.sale(till.stamp, r.Ticket(lines, pay, "PRINT", guarantee=True)))
    rows = project(till.records[-1])
    assert [where for where, _row in rows] == ["sale", *["sale_line"] * 2, *["sale_payment"] * 2]
    assert rows[0][1] == {
        "till": "001-1", "seq": 3, "doc_no": "001-1-26-000001", "kind": "SALE",
        "day": "2026-10-01", "at": "2026-10-01T09:03:00+02:00", "op": "C07", "session": 1,
        "ticket_no": 1, "total_cents": 1200, "turnover_cents": 1100, "guarantee": 1,
        "ticket": "PRINT", "ref_doc": None, "gtp": 1100, "gtpa": 1100,
    }  # fmt: skip
    assert rows[1][1] == {
        "till": "001-1", "seq": 3, "n": 1, "kind": "goods", "sku": None,
        "label": "Chaise paillée", "category": "EA-CHAISE", "qty": 1, "unit": "piece",
        "unit_ttc": 1100, "disc": 0, "disc_reason": None, "ttc": 1100, "ht": 1100,
        "vat_code": "EXO261", "vat_bp": 0, "weight_g": 5200, "weight_src": "scale",
    }  # fmt: skip
    assert rows[4][1] == {
        "till": "001-1", "seq": 3, "n": 2, "method": "CHANGE", "amt": -800, "ref": None,
    }  # fmt: skip


def test_every_table_is_reached_and_no_key_comes_twice() -> None:
    rows = rows_of(whole_life())
    assert {where for where, _row in rows} == set(TABLES)
    keys = Counter((where, *(row[name] for name in KEYS[where])) for where, row in rows)
    assert set(keys.values()) == {1}


def test_every_value_fits_a_strict_column() -> None:
    kinds = {type(value) for _where, row in rows_of(whole_life()) for value in row.values()}
    assert kinds <= {int, str, type(None)}


def test_parents_come_before_their_children() -> None:
    seen = set()
    for where, row in rows_of(whole_life()):
        if where == "sale":
            seen.add(row["seq"])
        elif where in ("sale_line", "sale_payment"):
            assert row["seq"] in seen


def test_a_refund_names_its_ticket_and_a_void_has_no_number() -> None:
    till = whole_life()
    kinds = {row["kind"]: row for row in table(till, "sale")}
    assert kinds["REFUND"]["ref_doc"] in {row["doc_no"] for row in table(till, "sale")}
    void = kinds["VOID"]
    assert (void["doc_no"], void["ticket_no"], void["turnover_cents"]) == (None, None, 0)
    assert (void["gtp"], void["gtpa"]) == (6852, 6852)


def test_a_corrected_payment_stands_beside_those_of_its_ticket() -> None:
    till = Till().open()
    ref = till.sell(goods(1000), pay=[r.Pay("CARD", 1000)])
    correction = [r.Pay("CARD", -1000), r.Pay("CASH", 1000)]
    till.write(r.payment_correction(till.stamp, ref, correction, paid=1))
    paid = [row for row in table(till, "sale_payment") if row["seq"] == ref.seq]
    assert [(row["n"], row["method"], row["amt"]) for row in paid] == [
        (1, "CARD", 1000), (2, "CARD", -1000), (3, "CASH", 1000),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "number", "period"),
    [("SESSION", 1, "2026-10-01"), ("DAY", None, "2026-10-01"), ("MONTH", None, "2026-10"),
     ("YEAR", None, "2026")],
)  # fmt: skip
def test_closings_keep_their_whole_record(kind: str, number: object, period: str) -> None:
    till = whole_life()
    row = next(row for row in table(till, "closing") if row["kind"] == kind)
    assert (row["number"], row["period"]) == (number, period)
    assert row["body"] == till.records[row["seq"] - 1].body  # type: ignore[operator]


def test_payments_of_all_tickets_add_up_to_the_closings() -> None:
    till = whole_life()
    paid = sum(int(str(row["amt"])) for row in table(till, "sale_payment"))
    days = [row for row in table(till, "closing") if row["kind"] == "DAY"]
    assert paid == sum(int(str(row["total"])) for row in days)


def test_cash_and_sessions() -> None:
    till = whole_life()
    (move,) = table(till, "cash_move")
    assert (move["kind"], move["amt"], move["session"]) == ("DEPOSIT", -5000, 1)
    assert [(row["number"], row["float_cents"]) for row in table(till, "cash_session")] == [
        (1, 10000), (2, 8000),
    ]  # fmt: skip


def test_events_and_keys_are_no_sales() -> None:
    till = Till().open()
    till.write(r.jet(till.stamp, r.Jet.DRAWER_NO_SALE))
    till.rotate()
    assert [project(record) for record in till.records if record.type != "SESSION_OPEN"] == [
        [], [], [],
    ]  # fmt: skip
