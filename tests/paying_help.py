"""What the tests of paying share: an open till, baskets, gift cards sold and read off their
paper."""

from __future__ import annotations

import json

import zxingcpp
from shops import TestShop

from reuse_pos.domain.basket import Basket
from reuse_pos.domain.paper import Barcode, ReceiptDoc, render_text
from reuse_pos.domain.payments import Payment
from reuse_pos.hardware.fake import FakeReceiptPrinter
from reuse_pos.hardware.paper_png import render_image
from reuse_pos.services.counter import Sold

TILL = "001-1"


def opened(made: TestShop) -> TestShop:
    """Both tills open, and a printer with nothing on it yet."""
    for till in (TILL, "001-2"):
        made.shop.till.open_session(made.cashier, till, 15000)
    made.office.devices.receipt = FakeReceiptPrinter()
    return made


def printer(made: TestShop) -> FakeReceiptPrinter:
    """The till printer of a test shop."""
    found = made.office.devices.receipt
    assert isinstance(found, FakeReceiptPrinter)
    return found


def basket_of(made: TestShop, *labels: str) -> Basket:
    """A basket of price keys by their words."""
    basket = Basket()
    for label in labels:
        key = next(one for one in made.shop.counter.price_keys() if one.label == label)
        basket = basket.add(made.shop.counter.line_of_key(key))
    return basket


def sell(made: TestShop, basket: Basket, *payments: Payment, till: str = TILL) -> Sold:
    """Sell a basket by the cashier."""
    return made.shop.counter.sell(made.cashier, till, basket, list(payments)).value


def code_on(doc: ReceiptDoc) -> str:
    """The digits of the one bar code of a paper."""
    (digits,) = [one.digits for one in doc.elements if isinstance(one, Barcode)]
    return digits


def gift_card(made: TestShop, cents: int) -> str:
    """Sell a gift card for cash; its code as a scanner reads it off the printed paper."""
    basket = Basket().add(made.shop.vouchers.line_of_gift_card(cents))
    before = len(printer(made).jobs)
    sell(made, basket, Payment("CASH", cents))
    (seen,) = zxingcpp.read_barcodes(render_image(printer(made).jobs[before]))
    return seen.text


def words(doc: ReceiptDoc) -> str:
    """A paper as text, no-break spaces as spaces."""
    return "\n".join(render_text(doc)).replace("\u00a0", " ")


def record(made: TestShop, doc_no: str) -> dict[str, object]:
    """The journal record of a document."""
    sql = "SELECT body FROM fiscal_record WHERE doc_no = ?"
    body: dict[str, object] = json.loads(made.store.read().value(sql, doc_no))
    return body


def set_to(made: TestShop, key: str, value: str) -> None:
    """Set a setting from today on."""
    made.shop.settings.set(made.manager, key, value)
    made.office.forget()
