"""A month of a shop, posted straight into the ledger: the mock-up's figures, and a verb to post
anything."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from shops import TestShop

from reuse_pos.domain.category import UNSORTED_LEAF
from reuse_pos.domain.clock import SetClock
from reuse_pos.domain.ids import uuid7
from reuse_pos.domain.mass import Posting, Source, transfer
from reuse_pos.domain.money import share_out
from reuse_pos.domain.month import FIGURES
from reuse_pos.domain.roles import Permission
from reuse_pos.services.office import Station
from reuse_pos.services.verb import Act, verb

# kilos per family: entered, reused, sorter, recycled, energy, disposed, stock change
MOCKUP = {
    "meubles": (4860, 3120, 0, 842, 168, 310, 420),
    "textile": (2940, 1385, 1085, 105, 0, 95, 270),
    "vaisselle": (1120, 792, 0, 188, 0, 64, 76),
    "livres_medias": (980, 540, 0, 372, 0, 8, 60),
    "jouets": (470, 322, 0, 62, 0, 46, 40),
    "electro": (1430, 486, 0, 828, 0, 0, 116),
    "bricolage": (430, 262, 0, 112, 0, 24, 32),
    "sport": (250, 136, 0, 64, 0, 22, 28),
    "deco_divers": (720, 467, 0, 91, 30, 88, 44),
}
RECYCLERS = {
    "meubles": "ECOMAISON", "textile": "FRIPERIE", "vaisselle": "VERRE",
    "livres_medias": "PAPIER", "electro": "ECOLOGIC",
}  # fmt: skip
ORIGIN_SHARES = {"drop_off": 60, "home_pickup": 24, "recycling_centre": 12, "company": 4}
COMMUNES = ("35238", "35024", "35051", "35278", None)
YEAR = (8900, 9300, 9900, 10200, 9700, 10100, 10500, 9000, 8800, 9800, 10000)
ESTIMATED_KG = 450


class Filler(Station):
    """Posts entries of any kind, as the stations do, without going through them."""

    @verb("filled", Permission.SEND_OUT)
    def post(
        self, act: Act, postings: tuple[Posting, ...], document: str | None = None,
        day: str | None = None,
    ) -> bytes:  # fmt: skip
        return act.entry("filled", postings, document, day=day)

    @verb("filled", Permission.SEND_OUT)
    def post_all(
        self, act: Act, entries: list[tuple[tuple[Posting, ...], str | None, str | None]]
    ) -> None:
        for postings, document, day in entries:
            act.entry("filled", postings, document, day=day)

    @verb("received", Permission.RECEIVE)
    def receive(self, act: Act, number: str, day: str) -> None:
        act.put(
            "intake", id=uuid7(act.at_ns), number=number, origin="drop_off", party=None,
            commune=None, title="", state="closed", opened_at=act.now.isoformat(),
            closed_at=act.now.isoformat(), day=day, op=act.who.op,
        )  # fmt: skip


Entries = list[tuple[tuple[Posting, ...], str | None, str | None]]


def at(shop: TestShop, day: str, hour: int = 10) -> SetClock:
    """Put the shop's clock on a day."""
    shop.clock.put(datetime.fromisoformat(f"{day}T{hour:02d}:00:00+01:00"))
    return shop.clock


def year_before(shop: TestShop) -> None:
    """Eleven months whose diverted weight is the mock-up's, from an opening stock."""
    filler = Filler(shop.office)
    leaf = UNSORTED_LEAF["deco_divers"]
    start = "2025-11-03"
    at(shop, start)
    stock = sum(YEAR) * 1000 + 8_000_000
    filler.post(
        shop.manager, transfer("in:opening_stock", "stock:shop", leaf, stock, 0, Source.TYPED)
    )
    for number, kilos in enumerate(YEAR):
        month = date(2025 + (10 + number) // 12, (10 + number) % 12 + 1, 20)
        at(shop, month.isoformat())
        out = transfer("stock:shop", "out:sale", leaf, kilos * 1000, 0, Source.SCALE)
        filler.post(shop.manager, out)
    back = transfer("stock:shop", "adjust:stocktake", leaf, 8_000_000 - 640_000, 0, Source.TYPED)
    at(shop, "2026-09-02")
    filler.post(shop.manager, back)
    first = [
        (transfer("in:opening_stock", "stock:shop", UNSORTED_LEAF[family], 900_000, 0,
                  Source.TYPED), None, "2026-09-03")
        for family in MOCKUP if family != "deco_divers"
    ]  # fmt: skip
    filler.post_all(shop.manager, first)


def mockup_month(shop: TestShop, *, intakes: int = 0) -> None:
    """October 2026 as the mock-up draws it, to the kilo; part of the goods come in mixed."""
    days = [
        (date(2026, 10, 1) + timedelta(days=n)).isoformat()
        for n in range(31)
        if date(2026, 10, 1 + n).weekday() < 5
    ]
    entries: Entries = []
    for family, (entered, *out, _change) in MOCKUP.items():
        leaf = UNSORTED_LEAF[family]
        mixed = entered * 1000 // 5
        entries += _came(leaf, entered * 1000 - mixed, days)
        entries += _came("A-TRIER", mixed, days)
        entries += _sorted_into(leaf, mixed, days[-1])
        entries += _left(family, leaf, out, days)
    at(shop, "2026-10-31")
    filler = Filler(shop.office)
    filler.post_all(shop.manager, _measure(entries))
    for number in range(intakes):
        filler.receive(shop.reception, f"R-{number:04d}", days[number % len(days)])
    at(shop, "2026-11-21")


def _came(leaf: str, grams: int, days: list[str]) -> Entries:
    entries: Entries = []
    by_origin = share_out(grams, list(ORIGIN_SHARES.values()))
    for rank, (origin, part) in enumerate(zip(ORIGIN_SHARES, by_origin, strict=True)):
        some = days[rank::4]
        for n, (day, piece) in enumerate(zip(some, share_out(part, [1] * len(some)), strict=True)):
            move = transfer(
                f"in:{origin}", "stock:reception", leaf, piece, 1, Source.SCALE,
                commune=COMMUNES[n % 5],
            )  # fmt: skip
            entries.append((move, f"A-{day}", day))
    return entries


def _sorted_into(leaf: str, grams: int, day: str) -> Entries:
    out, _in = transfer("stock:reception", "stock:shop", "A-TRIER", grams, 1, Source.DERIVED)
    _out, back = transfer("stock:reception", "stock:shop", leaf, grams, 1, Source.DERIVED)
    return [((out, back), None, day)]


def _left(family: str, leaf: str, out: list[int], days: list[str]) -> Entries:
    reused, sorter, recycled, energy, disposed = (kilos * 1000 for kilos in out)
    entries: Entries = []
    for n, (day, grams) in enumerate(zip(days, share_out(reused, [1] * len(days)), strict=True)):
        place = "out:gift" if n == 3 else "out:sale"
        entries.append((transfer("stock:shop", place, leaf, grams, 1, Source.SCALE), f"T-{n}", day))
    ways = (
        ("out:sorter", sorter, "TRIEUR", "OT-118"),
        ("out:recycling", recycled, RECYCLERS.get(family, "FERRAILLE"), f"BE-{family[:4]}"),
        ("out:energy", energy, "BOIS-ENERGIE", "BE-71"),
        ("out:disposal", disposed, "DECHETERIE", "BE-72"),
    )
    for place, grams, party, slip in ways:
        if grams:
            move = transfer(
                "stock:reception", place, leaf, grams, 0, Source.SCALE, destination_party=party
            )
            entries.append((move, slip, days[-2]))
    return entries


def _measure(entries: Entries) -> Entries:
    """The first sales up to 450 kg are known by the mean weight only."""
    left = ESTIMATED_KG * 1000
    done: Entries = []
    for postings, document, day in entries:
        grams = postings[1].grams
        if postings[1].place == "out:sale" and left:
            part = min(left, grams)
            left -= part
            leaf = postings[1].category
            mean = transfer("stock:shop", "out:sale", leaf, part, 3, Source.LEARNED_MEAN)
            done.append((mean, document, day))
            if part < grams:
                rest = transfer("stock:shop", "out:sale", leaf, grams - part, 1, Source.SCALE)
                done.append((rest, document, day))
            continue
        done.append((postings, document, day))
    return done


def close_days(shop: TestShop, count: int = 23) -> None:
    """Day closings of till 1, as the journal's projection writes them."""
    with shop.store.transaction() as tx:
        for n in range(count):
            day = (date(2026, 10, 1) + timedelta(days=n)).isoformat()
            tx.insert(
                "closing",
                {
                    "till": "001-1", "seq": 100 + n, "kind": "DAY", "number": None, "period": day,
                    "day": day, "at": f"{day}T19:00:00+02:00", "op": "02", "first_seq": 1,
                    "last_seq": 2, "total": 0, "turnover": 0, "gtp": 0, "gtpa": 0, "body": "{}",
                },
            )  # fmt: skip


def every_figure_opens(shop: TestShop, month: str) -> None:
    """Behind each figure of the month, of each family and of all, stand weighings that add up to
    it, as a manager's screen pages through them."""
    lines = shop.shop.reporting.diverted(month).families()
    for figure in FIGURES:
        figures = {line.family: getattr(line, f"{figure}_g") for line in lines}
        for family, grams in {**figures, "": sum(figures.values())}.items():
            assert _behind(shop, month, figure, family) == grams, (family, figure)


def _behind(shop: TestShop, month: str, figure: str, family: str) -> int:
    grams, after = 0, None
    while True:
        page = shop.shop.reporting.weighings(shop.manager, month, figure, family, after)
        grams, after = grams + sum(one.grams for one in page.weighings), page.after
        if after is None:
            return grams
