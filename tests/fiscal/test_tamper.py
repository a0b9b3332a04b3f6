"""Whatever is changed in a stored journal is found, and the record is named."""

from dataclasses import fields, replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shop_journal import SHOP, SOFT, Till, forge, goods, rewrite, whole_life

from reuse_pos.fiscal import records as r
from reuse_pos.fiscal.head import KINDS
from reuse_pos.fiscal.keys import SigningKey
from reuse_pos.fiscal.records import Record
from reuse_pos.fiscal.verify import Expectation, Finding, KnownHead, Verdict, verify

COLUMNS = [column.name for column in fields(Record)]
SEQS = range(1, 25)
THIEF = SigningKey.from_bytes(b"t" * 32)


@cache
def life() -> tuple[Record, ...]:
    """Every kind of record, two days, two keys."""
    return tuple(whole_life().records)


def flipped(record: Record, column: str, place: int, bit: int) -> Record:
    """The record with one bit of one stored field changed, or something put where nothing was."""
    value = getattr(record, column)
    if value is None:
        return replace(record, **{column: "001-1-26-000009"})
    if isinstance(value, int):
        return replace(record, **{column: value ^ (1 << bit % 3)})
    place %= len(value)
    other = value[:place] + chr(ord(value[place]) ^ (1 << bit)) + value[place + 1 :]
    return replace(record, **{column: other})


def with_flip(seq: int, column: str, place: int, bit: int) -> tuple[Verdict, set[int]]:
    """The verdict on a journal with one changed bit, and the numbers that name it."""
    records = list(life())
    records[seq - 1] = flipped(records[seq - 1], column, place, bit)
    return verify(records), {seq, records[seq - 1].seq}


def both_keys() -> frozenset[str]:
    """The public keys the till had one after the other, as the device remembers them."""
    return frozenset({life()[0].read()["public_key"], life()[13].read()["new_public_key"]})


def codes(verdict: Verdict) -> set[str]:
    return {finding.code for finding in verdict.findings}


def test_the_untouched_journal_holds_and_ends_where_the_till_does() -> None:
    till = whole_life()
    verdict = verify(till.records)
    assert verdict.findings == ()
    assert verdict.ok
    assert verdict.n_records == 24
    assert verdict.heads == {"001-1": till.head}
    assert {record.type for record in till.records} == KINDS


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("seq", SEQS)
def test_a_changed_bit_in_any_field_of_any_record_is_named(seq: int, column: str) -> None:
    verdict, named = with_flip(seq, column, 5, 0)
    assert named & {finding.seq for finding in verdict.findings}


@given(st.sampled_from(SEQS), st.sampled_from(COLUMNS), st.integers(0, 5000), st.integers(0, 6))
@settings(max_examples=300)
def test_a_changed_bit_at_any_place_is_named(seq: int, column: str, place: int, bit: int) -> None:
    verdict, named = with_flip(seq, column, place, bit)
    assert named & {finding.seq for finding in verdict.findings}


@pytest.mark.parametrize(
    ("column", "code"),
    [
        ("body", "altered"),
        ("hash", "hash_column"),
        ("sig", "signature"),
        ("ts", "column"),
        ("doc_no", "column"),
        ("type", "column"),
        ("mode", "column"),
        ("prev_hash", "column"),
        ("alg", "column"),
        ("key_id", "column"),
    ],
)
def test_one_changed_field_accuses_nothing_else(column: str, code: str) -> None:
    records = list(life())
    value = getattr(records[3], column)
    other = value[:-1] + ("1" if value.endswith("0") else "0")
    if column == "body":
        other = value.replace('"total":4600', '"total":4700')
    records[3] = replace(records[3], **{column: other})
    verdict = verify(records)
    assert {(finding.seq, finding.code) for finding in verdict.findings} == {(4, code)}


@pytest.mark.parametrize("seq", [seq for seq in SEQS if seq != 24])
def test_a_missing_record_is_a_gap(seq: int) -> None:
    records = [record for record in life() if record.seq != seq]
    verdict = verify(records)
    assert ("gap", seq) in {(finding.code, finding.seq) for finding in verdict.findings}


@pytest.mark.parametrize("seq", [seq for seq in SEQS if seq not in (1, 14, 24)])
def test_a_gap_accuses_no_other_figure(seq: int) -> None:
    # What a lost record carried (totals, session, closing) can no longer be judged.
    verdict = verify([record for record in life() if record.seq != seq])
    assert codes(verdict) == {"gap"}


@pytest.mark.parametrize("seq", SEQS)
def test_a_record_given_twice_is_named(seq: int) -> None:
    records = list(life())
    records.insert(seq, records[seq - 1])
    assert verify(records).findings == (Finding("001-1", seq, "duplicate", f"due {seq + 1}"),)


@given(st.permutations(range(24)))
@settings(max_examples=50)
def test_another_order_is_found(order: list[int]) -> None:
    verdict = verify([life()[place] for place in order])
    assert verdict.ok == (order == sorted(order))


@pytest.mark.parametrize("seq", [seq for seq in SEQS if seq > 1])
def test_an_inserted_record_signed_by_a_stranger_is_found(seq: int) -> None:
    records = list(life())
    body = records[seq - 1].read() | {"key": THIEF.key_id}
    forged = replace(forge(records[seq - 1], body, THIEF), key_id=THIEF.key_id)
    renumbered = [replace(record, seq=record.seq + 1) for record in records[seq - 1 :]]
    verdict = verify([*records[: seq - 1], forged, *renumbered])
    assert ("wrong_key", seq) in {(finding.code, finding.seq) for finding in verdict.findings}


def test_a_cut_tail_is_seen_only_by_whoever_remembers_it() -> None:
    records = list(life())
    end = KnownHead("001-1", 24, records[-1].hash, "hwm")
    assert verify(records[:20]).ok
    assert verify(records, Expectation((end,))).ok
    verdict = verify(records[:20], Expectation((end,)))
    assert verdict.findings == (Finding("001-1", 24, "tail_cut", "hwm knows record 24"),)


def test_a_journal_cut_off_entirely_is_seen() -> None:
    known = Expectation((KnownHead("001-1", 24, life()[-1].hash, "outbox"),))
    assert codes(verify([], known)) == {"till_missing"}


def test_an_earlier_memory_still_holds_unless_it_must_know_the_end() -> None:
    old = KnownHead("001-1", 20, life()[19].hash, "paper")
    assert verify(life(), Expectation((old,))).ok
    state = replace(old, source="device_state", exact=True)
    assert codes(verify(life(), Expectation((state,)))) == {"head_stale"}


def test_a_journal_rewritten_with_its_own_key_differs_from_what_was_printed() -> None:
    till = Till().open()
    till.sell(goods(5000))
    printed = KnownHead("001-1", 3, till.records[2].hash, "paper")
    cheaper = Till().open()
    cheaper.sell(goods(500))
    verdict = verify(cheaper.records, Expectation((printed,)))
    assert {(finding.seq, finding.code) for finding in verdict.findings} == {(3, "head_differs")}


def test_a_journal_made_again_with_another_key_is_foreign() -> None:
    honest = Till().open()
    copy = Till(key=THIEF).open()
    known = Expectation(public_keys=frozenset({honest.key.public_hex}))
    assert verify(honest.records, known).ok
    assert verify(copy.records).ok
    assert codes(verify(copy.records, known)) == {"foreign_key"}


@pytest.mark.parametrize("seq", [2, 5, 14, 17, 20])
def test_reading_the_end_alone_accuses_nothing_wrongly(seq: int) -> None:
    known = Expectation(public_keys=both_keys(), whole=False)
    assert verify(life()[seq - 1 :], known).findings == ()


def test_reading_the_end_alone_still_finds_changes() -> None:
    records = list(life()[14:])
    records[3] = replace(records[3], body=records[3].body.replace("C07", "C08"))
    verdict = verify(records, Expectation(public_keys=both_keys(), whole=False))
    assert {(finding.seq, finding.code) for finding in verdict.findings} == {(18, "altered")}


def test_several_tills_are_read_together() -> None:
    one, two = Till("001-1").open(), Till("001-2").open()
    sold = two.sell(goods(1000))
    one.take_back(sold, goods(-1000))
    assert verify([*one.records, *two.records]).ok
    one.take_back(sold, goods(-1))
    verdict = verify([*one.records, *two.records])
    assert [(f.till, f.seq, f.code) for f in verdict.findings] == [("001-1", 4, "refund_too_much")]


def test_findings_are_counted_beyond_those_kept() -> None:
    till = Till().open()
    for _sale in range(3):
        till.sell(goods(100))
    broken = [replace(record, mode="OTHER") for record in till.records] * 300
    verdict = verify(broken)
    assert len(verdict.findings) == 1000
    assert verdict.n_findings > 1400


# What the owner of the key could write: signatures hold, the figures do not.
def sold_once() -> Till:
    """A till with one of each ticket, closed, all records under one key."""
    till = Till().open(float_cents=10000)
    first = till.sell(goods(1200, "N20", 2000), goods(2400, "N20", 2000), goods(80, "HORS"))
    till.take_back(first, goods(-1200, "N20", 2000))
    till.write(r.payment_correction(till.stamp, first, [r.Pay("CASH", -80), r.Pay("CARD", 80)], 1))
    till.write(r.cash_move(till.stamp, "DEPOSIT", -500, "BANK"))
    till.close_session()
    till.close("CLOSE_DAY", "2026-10-01")
    return till


@cache
def body_of(seq: int) -> r.Body:
    return sold_once().records[seq - 1].read()


def line_with(**changes: object) -> list[r.Body]:
    """The sale's lines, the first one changed."""
    lines = [dict(line) for line in body_of(3)["lines"]]
    lines[0] |= changes
    return lines


REWRITES = [
    (3, {"total": 3780}, "sum_lines"),
    (3, {"lines": line_with(ttc=1300)}, "sum_lines"),
    (3, {"lines": line_with(ht=1001)}, "before_vat"),
    (3, {"lines": line_with(n=7)}, "line_numbers"),
    (3, {"lines": line_with(vat_code="HORS", vat_bp=0)}, "vat_table"),
    (3, {"vat": body_of(3)["vat"][:1]}, "sum_vat"),
    (3, {"pay": [{"n": 1, "method": "CASH", "amt": 3000, "ref": None}]}, "sum_pay"),
    (3, {"pay": [{"n": 2, "method": "CASH", "amt": 3680, "ref": None}]}, "pay_numbers"),
    (3, {"turnover": 3680}, "turnover"),
    (3, {"gtp": 3601}, "gtp"),
    (3, {"gtpa": 0}, "gtpa"),
    (3, {"doc_no": "001-1-26-000002"}, "doc_no"),
    (3, {"session": 2}, "session"),
    (3, {"mode": "TRAINING"}, "mode"),
    (3, {"ts": "2026-10-01T08:00:00+02:00"}, "clock_back"),
    (3, {"day": "2026-10-02"}, "wrong_day"),
    (3, {"fiscal_v": "0"}, "fiscal_v"),
    (3, {"v": 2}, "v"),
    (3, {"till": "001-2"}, "till"),
    (3, {"seq": 9}, "seq"),
    (3, {"type": "GIFT"}, "unknown_type"),
    (3, {"lines": "none"}, "malformed"),
    (3, {"total": None}, "sum_lines"),
    (4, {"ref_doc": "001-1-26-000007"}, "ref_doc"),
    (4, {"ref_seq": 2}, "ref_seq"),
    (4, {"lines": line_with(ttc=1200)[:1]}, "refund_sign"),
    (5, {"pay": [{"n": 2, "method": "CASH", "amt": 80, "ref": None}]}, "sum_pay"),
    (7, {"number": 3}, "number"),
    (7, {"n_sales": 2}, "closing"),
    (7, {"n_corrections": 0}, "closing"),
    (7, {"float": 0}, "closing"),
    (7, {"methods": []}, "closing"),
    (7, {"first_seq": 1}, "closing_range"),
    (8, {"n_refunds": 0}, "closing"),
    (8, {"total": 2600}, "closing"),
    (8, {"by_method": []}, "closing"),
    (8, {"vat": []}, "closing"),
    (8, {"turnover": 0}, "closing"),
    (8, {"gtp": 0}, "gtp"),
    (8, {"gtpa": 0}, "gtpa"),
    (8, {"last_seq": 6}, "closing_range"),
    (8, {"prev_same_close_seq": 2}, "closing_range"),
    (8, {"period": "2026-09-30", "day": "2026-09-30"}, "wrong_period"),
]


@pytest.mark.parametrize(("seq", "changes", "code"), REWRITES)
def test_figures_that_do_not_agree_are_found_under_a_valid_signature(
    seq: int, changes: dict[str, object], code: str
) -> None:
    verdict = verify(rewrite(sold_once(), seq, changes))
    assert (seq, code) in {(finding.seq, finding.code) for finding in verdict.findings}
    assert not {"altered", "signature"} & codes(verdict)


def test_rewriting_without_a_change_is_no_finding() -> None:
    assert verify(rewrite(sold_once(), 3, {})).ok


def test_corrections_that_never_happened_are_found_in_a_closing() -> None:
    till = Till().open()
    till.close_session()
    assert codes(verify(rewrite(till, 3, {"n_corrections": 1}))) == {"closing"}


def test_a_record_replaced_without_its_followers_breaks_the_link() -> None:
    till = sold_once()
    records = list(till.records)
    records[5] = forge(records[5], body_of(6) | {"reason": "SAFE"}, till.key)
    verdict = verify(records)
    assert {(finding.seq, finding.code) for finding in verdict.findings} == {(7, "prev_link")}


def test_an_opening_that_names_another_key_is_found() -> None:
    till = Till()
    raw(till, r.till_open(till.stamp, SHOP) | {"public_key": THIEF.public_hex})
    assert codes(verify(till.records)) == {"wrong_key"}


def test_a_count_that_hides_its_difference_is_found() -> None:
    methods = [dict(row, diff=1) for row in body_of(7)["methods"]]
    assert codes(verify(rewrite(sold_once(), 7, {"methods": methods}))) == {"count_diff"}


def raw(till: Till, body: r.Body) -> None:
    """Write a record as a program without our rules would, chained and signed."""
    whole = {
        "v": 1, "fiscal_v": "1", "till": till.name, "seq": till.head.seq + 1, "mode": "REAL",
        "prev": till.head.hash, "alg": "ed25519-sha256-v1", "key": till.key.key_id,
    } | body  # fmt: skip
    blank = Record(
        till.name, whole["seq"], whole["type"], whole["ts"], whole.get("doc_no"), "REAL", "",
        whole["prev"], "", whole["alg"], whole["key"], "",
    )  # fmt: skip
    record = forge(blank, whole, till.key)
    till.records.append(record)
    till.head = replace(till.head, seq=whole["seq"], hash=record.hash)


def test_a_till_opened_twice_is_found() -> None:
    till = Till().open()
    raw(till, r.till_open(till.stamp, SHOP) | {"public_key": till.key.public_hex})
    assert codes(verify(till.records)) == {"opened_twice"}


def test_a_journal_that_does_not_begin_with_its_opening_is_found() -> None:
    till = Till()
    raw(till, r.jet(till.stamp, r.Jet.START))
    assert codes(verify(till.records)) == {"not_opened"}


def test_a_record_after_the_last_one_is_found() -> None:
    till = Till().open()
    till.write(r.till_close(till.stamp, "MOVED"))
    raw(till, r.jet(till.stamp, r.Jet.START))
    assert codes(verify(till.records)) == {"till_ended"}


def test_a_sale_in_a_closed_day_is_found() -> None:
    till = sold_once()
    body = r.sale(till.stamp, r.Ticket([goods(100)], [r.Pay("CASH", 100)]))
    raw(till, body | {"doc_no": "001-1-26-000003", "gtp": 2500, "gtpa": 4900, "session": 1})
    assert "day_closed" in codes(verify(till.records))


def test_a_day_that_was_never_closed_is_found() -> None:
    till = Till().open()
    till.sell(goods(100))
    stamp = r.Stamp("2026-10-02T10:00:00+02:00", "2026-10-02", "C07", SOFT)
    body = r.sale(stamp, r.Ticket([goods(100)], [r.Pay("CASH", 100)]))
    raw(till, body | {"doc_no": "001-1-26-000002", "gtp": 200, "gtpa": 200, "session": 1})
    assert codes(verify(till.records)) == {"close_due"}


def test_refunds_beyond_what_was_bought_are_found() -> None:
    till = Till().open()
    ref = till.sell(goods(1000), goods(-300, "HORS", kind="deposit_back"))
    till.take_back(ref, goods(-600))
    till.take_back(ref, goods(-400))
    assert verify(till.records).ok
    till.take_back(ref, goods(-1))
    verdict = verify(till.records)
    assert [(f.seq, f.code) for f in verdict.findings] == [(6, "refund_too_much")]


def test_an_unknown_key_in_a_rotation_is_found() -> None:
    till = Till().open()
    raw(till, r.key_rotate(till.stamp, THIEF.public_hex, "YEARLY") | {"new_key": "0" * 16})
    assert codes(verify(till.records)) == {"wrong_key"}


def test_the_old_key_signs_nothing_after_a_rotation() -> None:
    till = Till().open()
    old = till.key
    till.rotate()
    till.key = old
    raw(till, r.jet(till.stamp, r.Jet.START))
    assert codes(verify(till.records)) == {"wrong_key"}


def test_another_spelling_of_a_body_is_not_canonical() -> None:
    till = Till().open()
    record = till.records[1]
    spaced = replace(record, body=record.body.replace(":", ": ", 1))
    assert "not_canonical" in codes(verify([till.records[0], spaced]))
