"""A basket as text, so that it survives a power cut and can be put aside."""

from __future__ import annotations

import json
from dataclasses import asdict

from reuse_pos.domain.basket import Basket, Line
from reuse_pos.domain.mass import Source
from reuse_pos.domain.payments import Payment


def dump(basket: Basket) -> str:
    """The basket as JSON."""
    lines = [
        {**asdict(line), "item": None if line.item is None else line.item.hex()}
        for line in basket.lines
    ]
    return json.dumps(
        {
            "lines": lines,
            "selected": basket.selected,
            "next_n": basket.next_n,
            "tenders": [asdict(one) for one in basket.tenders],
            "tariff": basket.tariff,
            "commune": basket.commune,
            "organism": basket.organism,
            "organism_no": basket.organism_no,
        }
    )


def load(text: str) -> Basket:
    """The basket of `dump`."""
    values = json.loads(text)
    lines = tuple(
        Line(
            **{
                **line,
                "weight_src": Source(line["weight_src"]),
                "item": None if line["item"] is None else bytes.fromhex(line["item"]),
            }
        )
        for line in values["lines"]
    )
    tenders = tuple(Payment(**one) for one in values.get("tenders", ()))
    return Basket(
        lines, values["selected"], values["next_n"], tenders=tenders,
        tariff=values.get("tariff", ""), commune=values.get("commune", ""),
        organism=values.get("organism", ""), organism_no=values.get("organism_no", ""),
    )  # fmt: skip
