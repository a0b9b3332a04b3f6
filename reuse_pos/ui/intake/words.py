"""What reception says: short words for tiles and pills, weights as people read them."""

from __future__ import annotations

from collections.abc import Mapping

from reuse_pos.domain.category import FAMILY_ICON, UNSORTED_LEAF, Category
from reuse_pos.domain.intake import COUNTABLES, REFUSAL_REASONS, words_of
from reuse_pos.domain.mass import MEASURED, ORIGINS, Source, format_grams, plain_kilos
from reuse_pos.domain.wording import N_, _, ngettext
from reuse_pos.services.intake_desk import Delivery, Furnishings, Load
from reuse_pos.ui import icons

FAMILY_TILES = (
    ("a_trier", N_("To sort"), N_("mixed")),
    ("meubles", N_("Furniture"), ""),
    ("textile", N_("Textiles"), ""),
    ("vaisselle", N_("Crockery"), ""),
    ("livres_medias", N_("Books"), ""),
    ("jouets", N_("Toys"), ""),
    ("electro", N_("Electrical"), ""),
    ("bricolage", N_("DIY"), ""),
    ("sport", N_("Sport"), ""),
    ("deco_divers", N_("Decor"), ""),
)
_SHORT = {code: words for code, words, _note in FAMILY_TILES}
ORIGIN_TILES = (
    ("drop_off", N_("Brought here"), "house-line"),
    ("home_pickup", N_("Pick-up"), "truck"),
    ("recycling_centre", N_("Recycling centre"), "recycle"),
    ("company", N_("Company"), "storefront"),
)
PARTY_KINDS = {
    "recycling_centre": ("point",),
    "seasonal": ("point",),
    "company": ("company", "partner"),
    "retailer_takeback": ("retailer", "company"),
}
_PILLS = {
    "drop_off": (N_("Here"), "house-line"),
    "home_pickup": (N_("Van"), "truck"),
    "house_clearance": (N_("Clearance"), "truck"),
    "recycling_centre": (N_("Recycling centre"), "recycle"),
    "company": (N_("Company"), "storefront"),
}


def family_words(family: str) -> str:
    """A family's short name, as on its tile."""
    return _(_SHORT[family]) if family in _SHORT else family


def pill_words(origin: str, title: str) -> tuple[str, str]:
    """What a delivery's pill says, and its pictogram."""
    words, icon = _PILLS.get(origin, (ORIGINS[origin], "package"))
    return title or _(words), icon


def kilos(grams: int) -> str:
    """A weight on a line or tile: "14,3 kg"."""
    return format_grams(grams)


def fine_kilos(grams: int) -> str:
    """A weight with the scale's two decimals: "14,25 kg"."""
    return format_grams(grams, 2)


def tare_kilos(grams: int) -> str:
    """A container's weight on its key: "1,80 kg", "38,0 kg", "0 kg"."""
    if not grams:
        return format_grams(0, 0)
    return format_grams(grams, 2 if grams < 10_000 else 1)


def about(grams: int) -> str:
    """An estimated weight: "≈ 9,6 kg"."""
    return _("≈ {weight}", weight=format_grams(grams))


def figure(grams: int) -> str:
    """A weight without its unit, for the big read-out."""
    return plain_kilos(grams, 2)


def picture(category: Category) -> str:
    """A category's pictogram, or its family's where that one is not drawn."""
    return category.icon if icons.exists(category.icon) else FAMILY_ICON[category.family]


def load_picture(load: Load, category: Category) -> str:
    """A load's pictogram: the family's for a crate, the thing's own when it is one."""
    if load.kind in ("refused", "direct"):
        return {"refused": "prohibit", "direct": "recycle"}[load.kind]
    known = next((one for one in COUNTABLES if one.code in (load.reason, load.category)), None)
    if known is not None and (load.reason or load.kind != "crate"):
        return known.icon
    unsorted = UNSORTED_LEAF.get(category.family) == load.category
    return FAMILY_ICON[category.family] if unsorted else picture(category)


def line_title(load: Load, categories: Mapping[str, Category]) -> str:
    """The first line of a load: the thing, the bag, or the family of a crate."""
    if load.label:
        return load.label
    if load.kind in ("crate", "count") and load.reason:
        return _(words_of(load.reason, dict(categories)))
    category = categories[load.category]
    if UNSORTED_LEAF.get(category.family) == load.category:
        return (
            _("To sort (mixed)") if category.family == "a_trier" else family_words(category.family)
        )
    return _(words_of(load.category, dict(categories)))


def line_sub(load: Load, desk: Furnishings) -> str:
    """The second line of a load: how it was weighed, and when."""
    hour = load.at[11:16]
    how = ""
    if load.kind == "refused":
        how = _("Refused: {reason}", reason=_(REFUSAL_REASONS[load.reason][0]))
    elif load.kind == "direct":
        how = _("Recycled at once")
    elif load.kind == "item":
        how = _("With label")
    elif load.pieces:
        how = ngettext("{n} object", "{n} objects", load.pieces)
    else:
        how = container_words(load.container, desk)
    return f"{how} · {hour}" + (f" · {_('photo')}" if load.photo else "")


def container_words(code: str | None, desk: Furnishings) -> str:
    """A container's name; "without container" for none."""
    names = {one.code: one.label for one in desk.containers}
    return names.get(code, code) if code else _("No crate")


def line_weight(load: Load) -> str:
    """The weight of a line: a dash for a refusal, ≈ before an estimate."""
    if load.kind == "refused":
        return "—"
    measured = Source(load.source) in MEASURED
    return kilos(load.net_g) if measured else about(load.net_g)


def undo_words(loads: tuple[Load, ...]) -> str:
    """What the undo key says: the very weighing it takes back."""
    if not loads:
        return _("Nothing to undo")
    if loads[-1].kind == "count":
        return _("Undo the count")
    return _("Undo weighing {n}", n=loads[-1].n)


def delivery_context(delivery: Delivery | None, origin: str, commune: str, party: str = "") -> str:
    """What the top of the window says: where from, who brings it, which town; for a delivery typed
    in afterwards, its paper slip and day."""
    source = delivery.origin if delivery is not None else origin
    known = {code: words for code, words, _icon in ORIGIN_TILES}
    words = _(known[source]) if source in known else pill_words(source, "")[0]
    late = ""
    if delivery is not None and delivery.late is not None:
        day = "/".join(reversed(delivery.day.split("-")))
        late = _("Paper slip {slip} of {day}", slip=delivery.late, day=day)
    return " · ".join(part for part in (late, words, party, commune) if part)
