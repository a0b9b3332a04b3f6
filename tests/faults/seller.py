"""A till that sells until it is killed: one line "ack NUMBER" for each sale that is done."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

from reuse_pos.bootstrap import open_shop
from reuse_pos.domain.basket import Basket
from reuse_pos.domain.clock import SetClock
from reuse_pos.domain.payments import Payment
from reuse_pos.domain.roles import Actor, Role
from reuse_pos.services.office import Devices

CASHIER = Actor("07", Role.CASHIER)
TILL = "001-1"


def sell_for_ever(folder: Path, start: str, most: int) -> None:
    """Open the till where it is closed, then sell three things after three things."""
    clock = SetClock(datetime.fromisoformat(start))
    with open_shop(folder, clock=clock, devices=Devices()) as shop:
        if not shop.till.status(TILL).session:
            shop.till.open_session(CASHIER, TILL, 15000)
        basket = Basket()
        for key in shop.counter.price_keys()[1:4]:
            basket = basket.add(shop.counter.line_of_key(key, grams=500, cents=300))
        print("ready", flush=True)
        for _sale in range(most):
            clock.forward(seconds=20)
            paid = [Payment("CASH", basket.total_cents)]
            sold = shop.counter.sell(CASHIER, TILL, basket, paid).value
            print("ack", sold.doc_no, flush=True)


if __name__ == "__main__":
    sell_for_ever(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
