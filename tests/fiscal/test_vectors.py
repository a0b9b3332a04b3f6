"""The published first day of a till comes out of the builders to the byte, and verifies."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from shop_journal import SHOP

from reuse_pos.fiscal import records as r
from reuse_pos.fiscal.chain import check_signature, record_hash
from reuse_pos.fiscal.keys import SigningKey
from reuse_pos.fiscal.records import Line, Pay, Ref, Stamp, Ticket, TillHead, Totals
from reuse_pos.fiscal.verify import verify

VECTORS = json.loads((Path(__file__).parent / "data" / "vectors.json").read_text("utf-8"))
KEY = SigningKey.from_bytes(bytes(range(32)))


def stamp(ts: str) -> Stamp:
    return Stamp(ts, "2026-10-01", "C07", "reuse-pos 0.1.0")


def bodies() -> list[r.Body]:
    """The four records, from what people did."""
    textile = Line("Textile au kilo", 920, 500, "EXO261", qty=1840, unit="g", cat="TLC-MIX",
                   weight_g=1840, weight_src="scale")  # fmt: skip
    sold = Ticket(
        lines=(
            Line("Fauteuil Voltaire retapissé", 3600, 4500, "EXO261", sku="2000011000014",
                 cat="EA-AS-FAUTEUIL", disc=900, disc_reason="SOLIDARITY", weight_g=12400,
                 weight_src="scale"),
            textile,
            Line("Arrondi solidaire", 80, 80, "HORS", kind="gift"),
        ),
        pay=(Pay("VOUCHER", 2000, "2291"), Pay("CASH", 5000), Pay("CHANGE", -2400)),
        ticket="PRINT",
        guarantee=True,
    )  # fmt: skip
    back = replace(textile, ttc=-920, qty=-1840, weight_g=-1840, weight_src="derived")
    returned = Ticket((back,), (Pay("CASH", -920),), "PRINT")
    opening = r.till_open(stamp("2026-10-01T09:00:00+02:00"), SHOP)
    sale = r.sale(stamp("2026-10-01T10:58:07+02:00"), sold)
    ref = Ref("001-1-26-000001", 2)
    refund = r.refund(stamp("2026-10-01T17:05:00+02:00"), returned, ref, "CHANGED_MIND")
    totals = Totals.of([opening, sale, refund])
    closing = r.close_day(stamp("2026-10-02T09:01:12+02:00"), "2026-10-01", totals)
    return [opening, sale, refund, closing]


def test_builders_and_seal_give_the_published_records() -> None:
    head = TillHead.start("001-1")
    for body, expected in zip(bodies(), VECTORS["records"], strict=True):
        record, head = r.seal(head, body, KEY)
        assert record.body == expected["canonical"]
        assert (record.hash, record.sig) == (expected["hash"], expected["sig"])
        # The published day starts inside session 1, whose opening is not part of it.
        head = replace(head, session=1, session_seq=1)


def test_published_public_key() -> None:
    assert KEY.public_hex == VECTORS["public_key"]


def test_published_day_verifies() -> None:
    verdict = verify(published())
    assert verdict.findings == ()
    assert verdict.heads["001-1"].gtpa == 5440


@pytest.mark.parametrize("place", range(4))
def test_hash_and_signature_recomputed_from_the_text_alone(place: int) -> None:
    vector = VECTORS["records"][place]
    prev = json.loads(vector["canonical"])["prev"]
    assert record_hash(prev, vector["canonical"]) == vector["hash"]
    signed = check_signature(
        "ed25519-sha256-v1", VECTORS["public_key"], vector["hash"], vector["sig"]
    )
    assert signed


def published() -> list[r.Record]:
    """The published texts as rows of a journal."""
    rows = []
    for vector in VECTORS["records"]:
        body = json.loads(vector["canonical"])
        rows.append(
            r.Record(
                body["till"], body["seq"], body["type"], body["ts"], body.get("doc_no"),
                body["mode"], vector["canonical"], body["prev"], vector["hash"], body["alg"],
                body["key"], vector["sig"],
            )
        )  # fmt: skip
    return rows
