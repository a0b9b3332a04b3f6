"""Writing the journal: numbers without gaps, perpetual totals, closings in their time."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shop_journal import PARIS, SHOP, SOFT, Till, goods, whole_life

from reuse_pos.domain.vat import CODES
from reuse_pos.fiscal import records as r
from reuse_pos.fiscal.errors import FiscalError
from reuse_pos.fiscal.head import period_of
from reuse_pos.fiscal.keys import SigningKey
from reuse_pos.fiscal.records import Line, Pay, Stamp, Ticket, TillHead, closings_due
from reuse_pos.fiscal.verify import verify


def refused(till: Till, body: r.Body) -> str:
    """The code with which the journal refuses a body; the head must not move."""
    before = till.head
    with pytest.raises(FiscalError) as error:
        till.write(body)
    assert till.head == before
    return error.value.code


@st.composite
def baskets(draw: st.DrawFn) -> list[Line]:
    """One to four lines of any VAT code, some returned."""
    lines = []
    for _line in range(draw(st.integers(1, 4))):
        code = CODES[draw(st.sampled_from(sorted(CODES)))]
        ttc = draw(st.integers(-2000, 9000))
        bought = draw(st.integers(0, 3000)) * (-1 if ttc < 0 else 1)
        margin = bought if code.on_margin else 0
        label = draw(st.text(st.characters(exclude_categories=["Cs"]), max_size=10))
        lines.append(Line(label, ttc, abs(ttc), code.code, code.bp, purchase_ttc=margin))
    return lines


acts = st.one_of(
    st.tuples(st.just("sell"), baskets()),
    st.tuples(st.just("void"), baskets()),
    st.tuples(st.just("refund"), st.integers(1, 100)),
    st.tuples(st.just("correct"), st.integers(1, 500)),
    st.tuples(st.just("cash"), st.integers(-5000, 5000)),
    st.tuples(st.just("person"), st.integers(0, 20000)),
    st.tuples(st.just("wait"), st.integers(1, 60 * 24 * 45)),
    st.tuples(st.just("clock_back"), st.integers(1, 60 * 24 * 400)),
    st.tuples(st.just("rotate"), st.binary(min_size=32, max_size=32)),
)


class Shop(Till):
    """A till used as the counter does: late closings and a wrong clock are written down first."""

    def write(self, body: r.Body) -> r.Record:
        """Seal a body, after the closings that are due and a CLOCK_BACK where needed."""
        if body["type"] in ("TILL_OPEN", "JET") or body["type"].startswith(("CLOSE", "KEY")):
            return self._seal(body)
        due = closings_due(self.head, body["day"])
        for kind, period in due:
            make = {"CLOSE_DAY": r.close_day, "CLOSE_MONTH": r.close_month}
            stamp = Stamp(body["ts"], body["day"], "C07", SOFT)
            closing = make.get(kind, r.close_year)(stamp, period, self.totals(kind))
            self._seal(closing)
        return self._seal(body)

    def _seal(self, body: r.Body) -> r.Record:
        written, self.head = r.seal_with_clock(self.head, body, self.key)
        self.records.extend(written)
        return written[-1]

    def play(self, act: str, value: object) -> None:
        """Do one thing."""
        if act in ("wait", "clock_back"):
            step = timedelta(minutes=int(value))  # type: ignore[call-overload]
            self.now += step if act == "wait" else -step
        elif act == "person":
            self.close_session()
            self.write(r.session_open(self.stamp, value))  # type: ignore[arg-type]
        elif act == "rotate":
            new = SigningKey.from_bytes(value)  # type: ignore[arg-type]
            self.write(r.key_rotate(self.stamp, new.public_hex, "TEST"))
            self.key = new
        else:
            getattr(self, f"act_{act}")(value)

    def act_sell(self, lines: list[Line]) -> None:
        self.last = self.sell(*lines)
        self.left = sum(max(0, line.ttc) for line in lines)

    def act_void(self, lines: list[Line]) -> None:
        self.write(r.void(self.stamp, lines, "CUSTOMER_LEFT"))

    def act_refund(self, cents: int) -> None:
        if getattr(self, "left", 0) >= cents:
            self.take_back(self.last, goods(-cents, "N20", 2000))
            self.left -= cents

    def act_correct(self, cents: int) -> None:
        if hasattr(self, "last"):
            pay = [Pay("CARD", -cents), Pay("CASH", cents)]
            self.write(r.payment_correction(self.stamp, self.last, pay, 1))

    def act_cash(self, cents: int) -> None:
        self.write(r.cash_move(self.stamp, "CORRECTION", cents, "TEST"))


@given(st.lists(acts, max_size=25))
@settings(max_examples=200)
def test_any_day_at_the_counter_verifies(days: list[tuple[str, object]]) -> None:
    shop = Shop()
    shop.open()
    for act, value in days:
        shop.play(act, value)
    verdict = verify(shop.records)
    assert verdict.findings == ()
    assert verdict.heads[shop.name] == shop.head


@given(st.lists(baskets(), min_size=1, max_size=8))
def test_perpetual_totals_and_numbers(sales: list[list[Line]]) -> None:
    till = Till().open()
    gtp = gtpa = 0
    for number, lines in enumerate(sales, 1):
        ref = till.sell(*lines)
        turnover = sum(line.ttc for line in lines if line.vat_code != "HORS")
        body = till.records[-1].read()
        gtp, before = gtp + turnover, gtpa
        gtpa += abs(turnover)
        assert (body["gtp"], body["gtpa"]) == (gtp, gtpa)
        assert gtpa >= before
        assert ref.doc_no == f"001-1-26-{number:06d}"
        assert sum(line["ttc"] for line in body["lines"]) == body["total"]
        assert sum(line["ht"] for line in body["lines"]) + sum(
            row["vat"] for row in body["vat"]
        ) == sum(row["ttc"] for row in body["vat"])


def test_numbers_begin_again_each_year_and_go_on_after_a_wrong_clock() -> None:
    shop = Shop()
    shop.now = datetime(2026, 12, 31, 9, 0, tzinfo=PARIS)
    shop.open()
    shop.sell(goods(100))
    shop.now += timedelta(days=1)
    assert shop.sell(goods(100)).doc_no == "001-1-27-000001"
    shop.now -= timedelta(days=1)
    assert shop.sell(goods(100)).doc_no == "001-1-26-000002"
    shop.now += timedelta(days=1)
    assert shop.sell(goods(100)).doc_no == "001-1-27-000002"
    assert verify(shop.records).findings == ()


def test_training_is_a_chain_of_its_own_with_its_own_numbers() -> None:
    till = Till("001-1-F").open()
    ref = till.sell(goods(100))
    assert ref.doc_no == "F001-1-26-000001"
    assert {record.mode for record in till.records} == {"TRAINING"}
    assert verify(till.records).ok


def test_a_till_after_a_restore_goes_on_with_both_perpetual_totals() -> None:
    old = whole_life()
    new = Till("001-2")
    end = old.head
    continued = r.Continued(old.name, end.seq, end.hash, end.gtp, end.gtpa)
    new.write(r.till_open(new.stamp, SHOP, continued))
    new.write(r.session_open(new.stamp, 0))
    new.sell(goods(1000))
    assert (new.head.gtp, new.head.gtpa) == (end.gtp + 1000, end.gtpa + 1000)
    assert new.records[0].read()["from_hash"] == end.hash
    assert verify([*old.records, *new.records]).ok


def test_the_clock_going_back_is_written_down_first() -> None:
    till = Till().open()
    last = till.head.last_ts
    stamp = Stamp.at(till.now - timedelta(seconds=30), "C07", SOFT)
    body = r.sale(stamp, Ticket([goods(100)], [Pay("CASH", 100)]))
    assert refused(till, body) == "clock_back"
    written, head = r.seal_with_clock(till.head, body, till.key)
    assert [record.type for record in written] == ["JET", "SALE"]
    assert written[0].read()["info"] == {"last": last}
    assert verify([*till.records, *written]).ok
    assert head.last_ts == stamp.ts


def test_winter_time_is_not_a_clock_going_back() -> None:
    paris = ZoneInfo("Europe/Paris")
    till = Till(now=datetime(2026, 10, 25, 0, 50, tzinfo=paris)).open()
    before = Stamp.at(datetime(2026, 10, 25, 2, 50, tzinfo=paris), "C07", SOFT)
    after = Stamp.at(datetime(2026, 10, 25, 2, 10, tzinfo=paris, fold=1), "C07", SOFT)
    till.write(r.jet(before, r.Jet.BACKUP))
    assert not r.clock_went_back(till.head, after.ts)
    assert after.day == "2026-10-24"
    till.write(r.jet(after, r.Jet.BACKUP))
    assert verify(till.records).ok


def test_a_wrong_clock_does_not_stop_the_shop_for_years() -> None:
    shop = Shop()
    shop.now = datetime(2036, 3, 1, 10, 0, tzinfo=PARIS)
    shop.open()
    shop.sell(goods(100))
    shop.close_session()
    shop.close("CLOSE_DAY", "2036-03-01")
    shop.write(r.session_open(Stamp("2036-03-02T10:00:00+02:00", "2036-03-02", "C07", SOFT), 0))
    shop.sell(goods(100))
    shop.now = datetime(2026, 10, 1, 10, 0, tzinfo=PARIS)
    assert shop.sell(goods(100)).doc_no == "001-1-26-000001"
    assert verify(shop.records).findings == ()


def test_a_clock_one_day_ahead_does_not_close_today() -> None:
    shop = Shop()
    shop.open()
    shop.sell(goods(100))
    shop.now += timedelta(days=1)
    shop.sell(goods(100))
    shop.now -= timedelta(days=1)
    shop.sell(goods(100))
    assert verify(shop.records).findings == ()


def test_a_clock_set_back_by_seconds_does_not_open_a_closed_day() -> None:
    shop = Shop()
    shop.open()
    shop.close_session()
    shop.close("CLOSE_DAY", "2026-10-01")
    shop.now -= timedelta(minutes=5)
    shop.write(r.jet(shop.stamp, r.Jet.STOP))
    assert refused(shop, r.session_open(shop.stamp, 0)) == "day_closed"


def test_a_new_day_waits_for_the_closing_of_the_last() -> None:
    till = Till().open()
    till.sell(goods(100))
    till.now += timedelta(days=1)
    body = r.sale(till.stamp, Ticket([goods(100)], [Pay("CASH", 100)]))
    assert refused(till, body) == "close_due"
    assert closings_due(till.head, body["day"]) == [("CLOSE_DAY", "2026-10-01")]
    till.write(r.jet(till.stamp, r.Jet.START))
    till.close("CLOSE_DAY", "2026-10-01")
    till.sell(goods(100))
    assert till.records[-1].doc_no == "001-1-26-000002"


def test_a_new_year_waits_for_day_month_and_year_in_that_order() -> None:
    till = Till(now=datetime(2026, 12, 31, 9, 0, tzinfo=PARIS)).open()
    till.sell(goods(100))
    due = closings_due(till.head, "2027-01-02")
    assert due == [("CLOSE_DAY", "2026-12-31"), ("CLOSE_MONTH", "2026-12"), ("CLOSE_YEAR", "2026")]
    till.now += timedelta(days=2)
    assert refused(till, r.close_month(till.stamp, "2026-12", till.totals("CLOSE_MONTH"))) == (
        "close_due"
    )
    for done, (kind, period) in enumerate(due, 1):
        till.close(kind, period)
        assert closings_due(till.head, "2027-01-02") == due[done:]
    assert till.records[-1].read()["n_sales"] == 1
    assert verify(till.records).ok


@pytest.mark.parametrize(
    ("day", "starts", "period"),
    [
        ("2026-06-30", 1, "2026"),
        ("2026-06-30", 7, "2025-07"),
        ("2026-07-01", 7, "2026-07"),
    ],
)
def test_accounting_years_may_start_in_any_month(day: str, starts: int, period: str) -> None:
    assert period_of("CLOSE_YEAR", day, starts) == period


def test_a_closed_day_takes_no_money_but_still_takes_events() -> None:
    till = Till().open()
    till.sell(goods(100))
    totals = till.totals("CLOSE_DAY")
    assert refused(till, r.close_day(till.stamp, "2026-10-01", totals)) == "session_open"
    till.close_session()
    till.close("CLOSE_DAY", "2026-10-01")
    assert refused(till, r.session_open(till.stamp, 0)) == "day_closed"
    till.write(r.jet(till.stamp, r.Jet.STOP))
    totals = till.totals("CLOSE_DAY")
    assert refused(till, r.close_day(till.stamp, "2026-10-01", totals)) == "day_closed"


def test_a_forgotten_session_closes_the_next_day() -> None:
    till = Till().open(5000)
    till.sell(goods(100))
    till.now += timedelta(days=1)
    till.close("CLOSE_DAY", "2026-10-01")
    z = till.close_session().read()
    assert (z["number"], z["n_sales"], z["first_seq"], z["day"]) == (1, 1, 2, "2026-10-02")
    assert verify(till.records).ok


def test_z_numbers_and_the_drawer() -> None:
    till = Till().open(10000)
    paid = [Pay("CARD", 300), Pay("CASH", 1000), Pay("CHANGE", -300)]
    till.sell(goods(1000), pay=paid)
    till.write(r.cash_move(till.stamp, "EXPENSE", -200, "BREAD"))
    count = r.DrawerCount({"CASH": 10450}, {2000: 5, 50: 9, 20: 0}, 10400, 1, "MISCOUNTED")
    z = till.write(r.session_close(till.stamp, till.totals("SESSION_CLOSE"), count)).read()
    assert z["methods"] == [
        {"method": "CARD", "expected": 300, "counted": None, "diff": None},
        {"method": "CASH", "expected": 10500, "counted": 10450, "diff": -50},
    ]
    assert z["denominations"] == [{"value": 50, "n": 9}, {"value": 2000, "n": 5}]
    assert (z["first_counted"], z["recounts"], z["number"]) == (10400, 1, 1)
    till.write(r.session_open(till.stamp, 0))
    second = till.close_session().read()
    assert (second["number"], second["n_sales"], second["prev_same_close_seq"]) == (2, 0, z["seq"])


def test_a_corrected_payment_moves_money_between_methods_in_the_closings() -> None:
    till = Till().open(0)
    ref = till.sell(goods(1000), pay=[Pay("CARD", 1000)])
    till.write(
        r.payment_correction(till.stamp, ref, [Pay("CARD", -1000), Pay("CASH", 1000)], paid=1)
    )
    assert [pay["n"] for pay in till.records[-1].read()["pay"]] == [2, 3]
    till.close_session()
    day = till.close("CLOSE_DAY", "2026-10-01").read()
    assert day["by_method"] == [{"method": "CARD", "amt": 0}, {"method": "CASH", "amt": 1000}]
    assert (day["total"], day["gtpa"], day["n_corrections"]) == (1000, 1000, 1)


def test_a_month_and_a_day_are_closed_under_their_own_name() -> None:
    till = Till().open()
    till.close_session()
    assert refused(till, r.close_day(till.stamp, "2026-09-30", r.Totals())) == "wrong_period"
    till.close("CLOSE_DAY", "2026-10-01")
    assert refused(till, r.close_month(till.stamp, "2026-09", r.Totals())) == "wrong_period"
    till.close("CLOSE_MONTH", "2026-10")


def test_a_reprint_after_closing_counts_in_the_next_day_and_month() -> None:
    till = Till(now=datetime(2026, 10, 31, 9, 0, tzinfo=PARIS)).open()
    ref = till.sell(goods(100))
    till.close_session()
    till.close("CLOSE_DAY", "2026-10-31")
    till.write(r.reprint(till.stamp, ref, 1))
    assert till.close("CLOSE_MONTH", "2026-10").read()["n_reprints"] == 0
    till.now += timedelta(days=1)
    till.write(r.session_open(till.stamp, 0))
    till.close_session()
    assert till.close("CLOSE_DAY", "2026-11-01").read()["n_reprints"] == 1
    assert till.close("CLOSE_MONTH", "2026-11").read()["n_reprints"] == 1
    assert verify(till.records).findings == ()


def test_an_abandoned_basket_leaves_the_perpetual_totals_as_they_are() -> None:
    till = Till().open()
    till.sell(goods(100))
    void = till.write(r.void(till.stamp, [goods(500)], "CUSTOMER_LEFT")).read()
    assert (void["total"], void["gtp"], void["gtpa"]) == (500, 100, 100)
    assert "doc_no" not in void


def test_a_year_added_up_from_its_months_equals_its_records() -> None:
    till = whole_life()
    bodies = [record.read() for record in till.records]
    months = r.Totals()
    for body in bodies:
        if body["type"] == "CLOSE_MONTH":
            months.add_closing(body)
    assert months.body() == r.Totals.of(bodies).body()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"pay": [{"n": 1, "method": "CASH", "amt": 99, "ref": None}]}, "sum_pay"),
        ({"total": 101}, "sum_lines"),
        ({"turnover": 0}, "turnover"),
        ({"vat": []}, "sum_vat"),
        ({"type": "GIFT"}, "unknown_type"),
        ({"day": "2026-10-02"}, "wrong_day"),
        ({"note": 1.5}, "not_canonical"),
    ],
)
def test_a_ticket_that_does_not_add_up_is_not_sealed(change: r.Body, code: str) -> None:
    till = Till().open()
    body = r.sale(till.stamp, Ticket([goods(100)], [Pay("CASH", 100)])) | change
    assert refused(till, body) == code


def test_what_may_not_come_next_is_refused() -> None:
    till = Till()
    sale = r.sale(till.stamp, Ticket([goods(100)], [Pay("CASH", 100)]))
    assert refused(till, sale) == "not_opened"
    till.write(r.till_open(till.stamp, SHOP))
    assert refused(till, r.till_open(till.stamp, SHOP)) == "opened_twice"
    sale = r.sale(till.stamp, Ticket([goods(100)], [Pay("CASH", 100)]))
    assert refused(till, sale) == "no_session"
    till.write(r.session_open(till.stamp, 0))
    assert refused(till, r.session_open(till.stamp, 0)) == "session_open"
    ref = r.Ref("001-1-26-000001", 3)
    wrong_way = Ticket([goods(100)], [Pay("CASH", 100)])
    assert refused(till, r.refund(till.stamp, wrong_way, ref, "X")) == "refund_sign"
    till.write(r.till_close(till.stamp, "MOVED"))
    assert refused(till, r.jet(till.stamp, r.Jet.START)) == "till_ended"


def test_only_the_key_of_the_till_seals() -> None:
    till = Till().open()
    old = till.key
    till.key = SigningKey.generate()
    assert refused(till, r.jet(till.stamp, r.Jet.START)) == "wrong_key"
    till.key = old
    new = till.rotate()
    till.write(r.jet(till.stamp, r.Jet.START))
    assert till.records[-1].key_id == new.key_id
    till.key = old
    assert refused(till, r.jet(till.stamp, r.Jet.START)) == "wrong_key"
    assert verify(till.records).ok


def test_what_the_journal_decides_cannot_be_brought_along() -> None:
    till = Till().open()
    forged = {"seq": 99, "prev": "f" * 64, "gtp": 5, "doc_no": "X", "mode": "TRAINING"}
    ticket = Ticket([goods(100)], [Pay("CASH", 100)], extra={"total": 1, "slip": "12"})
    till.write(r.sale(till.stamp, ticket) | forged)
    body = till.records[-1].read()
    assert (body["seq"], body["gtp"], body["doc_no"]) == (3, 100, "001-1-26-000001")
    assert (body["total"], body["slip"]) == (100, "12")
    assert verify(till.records).ok


def test_the_head_survives_being_kept_as_json() -> None:
    head = whole_life().head
    assert TillHead.load(json.loads(json.dumps(head.dump()))) == head
    with pytest.raises(TypeError):
        TillHead.load(head.dump() | {"colour": "blue"})


def test_an_unknown_event_and_a_time_without_offset_are_refused() -> None:
    till = Till().open()
    with pytest.raises(ValueError, match="COFFEE"):
        r.jet(till.stamp, "COFFEE")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="offset"):
        Stamp.at(datetime(2026, 10, 1, 9, 0), "C07", SOFT)  # noqa: DTZ001


def test_no_person_is_in_the_journal() -> None:
    till = whole_life()
    fields = {name for record in till.records for name in record.read()}
    assert not fields & {"person", "user", "operator", "customer", "donor", "email"}
    assert {record.read()["op"] for record in till.records} == {"C07"}


def test_a_record_depends_on_every_record_before_it() -> None:
    one, two = Till().open(100), Till().open(101)
    for till in (one, two):
        till.sell(goods(100))
    assert one.records[-1].hash != two.records[-1].hash
    changed = replace(one.records[-1], prev_hash=two.records[-2].hash)
    assert not verify([*two.records[:2], changed]).ok
