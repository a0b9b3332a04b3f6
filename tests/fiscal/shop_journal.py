"""A till that sells, refunds and closes, for the tests of its journal."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone

from reuse_pos.fiscal import records as r
from reuse_pos.fiscal.canonical import canonical
from reuse_pos.fiscal.chain import record_hash, sign
from reuse_pos.fiscal.keys import SigningKey
from reuse_pos.fiscal.records import Line, Pay, Record, Ref, Stamp, Ticket, TillHead, Totals

PARIS = timezone(timedelta(hours=2))
SOFT = "reuse-pos 0.1.0"
SHOP = r.Shop(
    siret="00000000000000",
    name="Recyclerie de démonstration",
    address="12 rue des Artisans, 35000 Rennes",
    vat_regime="EXO261",
    os="Linux",
    install_id="0192f3a0-0000-7000-8000-000000000001",
)


def goods(ttc: int, code: str = "EXO261", bp: int = 0, **more: object) -> Line:
    """A line of one thing at this price."""
    return Line("Chaise paillée", ttc, abs(ttc), code, bp, **more)  # type: ignore[arg-type]


@dataclass
class Till:
    """A till id, its key, a clock and everything it has written."""

    name: str = "001-1"
    key: SigningKey = field(default_factory=lambda: SigningKey.from_bytes(bytes(range(32))))
    now: datetime = datetime(2026, 10, 1, 9, 0, tzinfo=PARIS)
    records: list[Record] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.head = TillHead.start(self.name)

    @property
    def stamp(self) -> Stamp:
        """The stamp of this very minute, one minute later each time."""
        self.now += timedelta(minutes=1)
        return Stamp.at(self.now, "C07", SOFT)

    def write(self, body: r.Body) -> Record:
        """Seal a body after everything else."""
        record, self.head = r.seal(self.head, body, self.key)
        self.records.append(record)
        return record

    def open(self, float_cents: int = 10000) -> "Till":
        """Open the till and its first session."""
        self.write(r.till_open(self.stamp, SHOP))
        self.write(r.session_open(self.stamp, float_cents))
        return self

    def sell(self, *lines: Line, pay: list[Pay] | None = None) -> Ref:
        """Sell these lines, in cash unless told otherwise."""
        due = sum(line.ttc for line in lines)
        record = self.write(r.sale(self.stamp, Ticket(lines, pay or [Pay("CASH", due)])))
        assert record.doc_no
        return Ref(record.doc_no, record.seq)

    def take_back(self, ref: Ref, *lines: Line) -> Record:
        """Refund these lines (below zero) in cash."""
        due = sum(line.ttc for line in lines)
        ticket = Ticket(lines, [Pay("CASH", due)])
        return self.write(r.refund(self.stamp, ticket, ref, "CHANGED_MIND"))

    def totals(self, kind: str) -> Totals:
        """The totals of the records a closing of this kind must cover."""
        after = dict(self.head.closes).get(kind) or 0
        if kind == "SESSION_CLOSE":
            after = self.head.session_seq - 1
        return Totals.for_closing(kind, (one.read() for one in self.records[after:]))

    def close_session(self, counted: dict[str, int] | None = None) -> Record:
        """Close the session, counting what was expected unless told otherwise."""
        totals = self.totals("SESSION_CLOSE")
        count = r.DrawerCount(totals.expected() if counted is None else counted)
        return self.write(r.session_close(self.stamp, totals, count))

    def close(self, kind: str, period: str) -> Record:
        """Write one of the day, month and year closings."""
        make = {"CLOSE_DAY": r.close_day, "CLOSE_MONTH": r.close_month, "CLOSE_YEAR": r.close_year}
        return self.write(make[kind](self.stamp, period, self.totals(kind)))

    def rotate(self) -> SigningKey:
        """Change the key, and go on with the new one."""
        new = SigningKey.from_bytes(bytes(range(100, 132)))
        self.write(r.key_rotate(self.stamp, new.public_hex, "YEARLY"))
        self.key = new
        return new


def whole_life() -> Till:
    """A till that writes every kind of record, over two days, with two keys."""
    till = Till().open()
    till.write(r.jet(till.stamp, r.Jet.LOGIN, {"op": "C07"}))
    armchair = till.sell(
        goods(3600, sku="2000011000014", disc=900, disc_reason="SOLIDARITY", weight_g=12400),
        Line("Textile au kilo", 920, 500, "EXO261", qty=1840, unit="g", weight_g=1840),
        goods(80, "HORS", kind="gift"),
        pay=[Pay("VOUCHER", 2000, "2291"), Pay("CASH", 5000), Pay("CHANGE", -2400)],
    )
    paint = till.sell(goods(1999, "N20", 2000), goods(333, "R055", 550), pay=[Pay("CARD", 2332)])
    till.write(r.void(till.stamp, [goods(500)], "CUSTOMER_LEFT"))
    till.take_back(armchair, replace(goods(-3600), qty=-1))
    correction = [Pay("CARD", -2332), Pay("CASH", 2332)]
    till.write(r.payment_correction(till.stamp, paint, correction, paid=1))
    till.write(r.reprint(till.stamp, armchair, 1))
    till.write(r.cash_move(till.stamp, "DEPOSIT", -5000, "BANK"))
    till.close_session({"CASH": 7332, "CARD": 0, "VOUCHER": 2000})
    till.close("CLOSE_DAY", "2026-10-01")
    till.write(r.jet(till.stamp, r.Jet.STOP))
    till.rotate()
    till.now += timedelta(days=31)
    till.close("CLOSE_MONTH", "2026-10")
    till.write(r.session_open(till.stamp, 8000))
    till.sell(goods(1500, "MARGE", 2000, purchase_ttc=300))
    till.take_back(paint, goods(-333, "R055", 550))
    till.close_session()
    till.close("CLOSE_DAY", "2026-11-01")
    files = [{"name": "journal.jsonl", "sha256": "0" * 64, "bytes": 12}]
    till.write(r.archive(till.stamp, "2026", (1, 20), files, "1" * 64))
    till.close("CLOSE_MONTH", "2026-11")
    till.close("CLOSE_YEAR", "2026")
    till.write(r.till_close(till.stamp, "MOVED"))
    return till


def forge(record: Record, body: r.Body, key: SigningKey) -> Record:
    """The record with another body, hashed and signed as the owner of the key could."""
    text = canonical(body)
    digest = record_hash(body["prev"], text)
    return replace(record, body=text, hash=digest, sig=sign(key, digest))


def rewrite(till: Till, seq: int, changes: dict[str, object]) -> list[Record]:
    """The whole journal written again by the owner of the key, with other fields in one record."""
    records: list[Record] = []
    prev = "0" * 64
    for record in till.records:
        body = record.read() | {"prev": prev}
        if record.seq == seq:
            body |= changes
        columns = {"type": body["type"], "ts": body["ts"], "doc_no": body.get("doc_no")}
        records.append(replace(forge(record, body, till.key), prev_hash=prev, **columns))
        prev = records[-1].hash
    return records
