"""What can be arranged in the shop: the tiles of the settings, one line a page.

A page is a QWidget made with ``(shop, person, screen)``, its class named by ``where``
("module:Class") and imported when its tile is first touched. ``screen`` is the SettingsScreen: use
``screen.run_verb``, ``screen.say`` and ``screen.show_refusal`` (its error bar stands above the
page). ``entered()`` is called each time the page is shown. Optional:

- ``refresh(changes)``, ``on_scan(raw)``, ``on_next()`` (F12), ``on_undo()`` (F4),
  ``on_function_key(number)``, ``left()``: as a Screen has them;
- ``back() -> bool``: Escape or the back key was touched; True when the page only closed something
  of its own (a panel, a list) and stays;
- ``context``: a str, said beside the title at the top of the window; after changing it, or to set
  another title, call ``screen.show_title(title, context)``;
- ``own_back = True``: the page shows ``screen.back_key()`` in its own layout, for pages that need
  the whole height.
"""

from __future__ import annotations

from typing import NamedTuple

from reuse_pos.domain.wording import N_

_HERE = "reuse_pos.ui.settings."


class PageTile(NamedTuple):
    """One tile: code, title and line under it (msgids), pictogram, where its page is, and its
    group (a key of ``GROUPS``)."""

    code: str
    title: str
    sub: str
    icon: str
    where: str
    group: str = "shop"


GROUPS = {
    "prices": N_("Prices"),
    "till": N_("Till and money"),
    "shop": N_("Shop and devices"),
}

PAGES: tuple[PageTile, ...] = (
    PageTile(
        "vat", N_("VAT"), N_("regime, rates, what receipts say"), "scales",
        _HERE + "vatpage:VatPage", "till",
    ),
    PageTile(
        "sale_days", N_("Sale days"), N_("days of lower prices"), "percent",
        _HERE + "saledayspage:SaleDaysPage", "prices",
    ),
    PageTile(
        "price_keys", N_("Price keys"), N_("pages, prices, lots"), "tag",
        _HERE + "pricekeyspage:PriceKeysPage", "prices",
    ),
    PageTile(
        "shop", N_("Shop details"), N_("name, address, commune"), "storefront",
        _HERE + "plainpages:ShopPage", "shop",
    ),
    PageTile(
        "team", N_("Team"), N_("people, easy screens, codes, badges"), "users",
        _HERE + "teampage:TeamPage", "shop",
    ),
    PageTile(
        "till", N_("Till settings"), N_("float, returns, ceilings"), "cash-register",
        _HERE + "plainpages:TillPage", "till",
    ),
    PageTile(
        "van", N_("Van"), N_("days, hours, load"), "van", _HERE + "roundspage:VanPage", "shop",
    ),
    PageTile(
        "zones", N_("Delivery zones"), N_("what a stop costs"), "map-pin",
        _HERE + "roundspage:ZonesPage", "prices",
    ),
    PageTile(
        "sources", N_("Collection points and partners"), N_("who brings goods"), "hand-heart",
        _HERE + "sourcespage:SourcesPage", "shop",
    ),
    PageTile(
        "scale", N_("Scale (device)"), N_("port, test, check weight, approval"), "scales",
        _HERE + "scalepage:ScalePage", "shop",
    ),
    PageTile(
        "scanner", N_("Code scanner"), N_("test, keyboard, speed"), "barcode",
        _HERE + "scannerpage:ScannerPage", "shop",
    ),
    PageTile(
        "takers", N_("Recyclers and partners"), N_("what they take, codes, carriers"), "recycle",
        _HERE + "takerspage:TakersPage", "shop",
    ),
    PageTile(
        "skips", N_("Skips and cages"), N_("who takes them away"), "trash",
        _HERE + "skipspage:SkipsPage", "shop",
    ),
    PageTile(
        "payments", N_("Ways to pay"), N_("which ones, in what order"), "credit-card",
        _HERE + "paypage:PayPage", "till",
    ),
    PageTile(
        "promises", N_("Holds and orders"), N_("deposits, days, workshop hour"), "calendar-check",
        _HERE + "plainpages:PromisesPage", "till",
    ),
    PageTile(
        "vouchers", N_("Vouchers and credits"), N_("gift cards, what the shop owes"), "ticket",
        _HERE + "voucherspage:VouchersPage", "till",
    ),
    PageTile(
        "social", N_("Solidarity vouchers"), N_("kinds, lists to claim"), "heart",
        _HERE + "socialpage:SocialPage", "till",
    ),
    PageTile(
        "accounts", N_("Accounts"), N_("who buys now and pays later"), "identification-card",
        _HERE + "accountspage:AccountsPage", "till",
    ),
    PageTile(
        "tariffs", N_("Solidarity prices"), N_("tariffs and cards"), "percent",
        _HERE + "tariffspage:TariffsPage", "prices",
    ),
    PageTile(
        "means", N_("Mean weights"), N_("what one piece weighs here"), "scales",
        _HERE + "meanspage:MeansPage", "shop",
    ),
    PageTile(
        "checks", N_("Sorting and checks"), N_("data erased, rest of a table"), "seal-check",
        _HERE + "checkspage:ChecksPage", "shop",
    ),
    PageTile(
        "recalls", N_("Recalled products"), N_("public list, search"), "warning",
        _HERE + "recallspage:RecallsPage", "shop",
    ),
    PageTile(
        "kits", N_("Kits"), N_("lists of things given as one"), "package",
        _HERE + "kitspage:KitsPage", "shop",
    ),
    PageTile(
        "labels", N_("Labels"), N_("waiting, sheets, test grid"), "tag",
        _HERE + "labelspage:LabelsPage", "shop",
    ),
    PageTile(
        "label_rules", N_("What labels say"), N_("size, price going down"), "tag",
        _HERE + "labelspage:LabelRulesPage", "prices",
    ),
    PageTile(
        "colours", N_("Label colours"), N_("a colour a month, its day"), "shapes",
        _HERE + "colourspage:ColoursPage", "prices",
    ),
    PageTile(
        "printers", N_("Printers"), N_("test, accents, drawer, display"), "printer",
        _HERE + "printerpage:PrinterPage", "shop",
    ),
    PageTile(
        "journal", N_("Journal and archive"), N_("checks, closings, tax office"), "seal-check",
        "reuse_pos.ui.journal.page:JournalPage", "till",
    ),
)  # fmt: skip
