"""The pictograms: every one drawn, in the colour asked for, and none missing in silence."""

import pytest
from PySide6.QtGui import QColor, QPixmap

from reuse_pos.ui import icons, tokens

OWN = (
    "vase", "plate", "table", "buffet", "wardrobe", "shelves", "mattress", "fridge", "mirror",
    "sanding-block", "dust-mask", "logo", "hoodie",
)  # fmt: skip


def colours(image: QPixmap) -> set[str]:
    picture = image.toImage()
    found = set()
    for x in range(picture.width()):
        for y in range(picture.height()):
            pixel = picture.pixelColor(x, y)
            if pixel.alpha() == 255:
                found.add(pixel.name().upper())
    return found


@pytest.mark.parametrize("file", sorted(icons.available()))
def test_every_drawing_draws(file: str) -> None:
    name, _dash, weight = file.rpartition("-")
    name, weight = (name, weight) if weight in icons.WEIGHTS else (file, "regular")
    drawn = icons.pixmap(name, "#A3123F", 24, weight)
    assert drawn.width() == 24
    image = drawn.toImage()
    inked = sum(image.pixelColor(x, y).alpha() > 40 for x in range(24) for y in range(24))
    assert inked > 12


def test_the_colour_is_the_one_asked_for() -> None:
    assert "#0B6B50" in colours(icons.pixmap("check", "#0b6b50", 48, "bold"))


@pytest.mark.parametrize("name", OWN)
def test_the_shops_own_drawings_are_there(name: str) -> None:
    assert not icons.pixmap(name, "#141D35", 32).isNull()


def test_families_and_persons_have_their_pictograms() -> None:
    assert all(icons.exists(name, "duotone") for name in tokens.FAMILY_ICONS.values())
    assert all(icons.exists(name, "fill") for name in tokens.PERSON_ICONS)


def test_a_missing_drawing_is_an_error() -> None:
    with pytest.raises(LookupError, match="unicorn"):
        icons.pixmap("unicorn", "#000000", 24)
    with pytest.raises(LookupError, match="weight"):
        icons.pixmap("check", "#000000", 24, "thin")


def test_drawings_are_kept_and_sharp_on_dense_screens() -> None:
    first = icons._render("check-bold", "#141D35", 24, 1.0)
    assert icons._render("check-bold", "#141D35", 24, 1.0) is first
    dense = icons._render("check-bold", "#141D35", 24, 2.0)
    assert (dense.width(), dense.devicePixelRatio()) == (48, 2.0)


def test_the_logo_keeps_its_own_colours() -> None:
    assert QColor("#FFC933").name().upper() in colours(icons.pixmap("logo", "#000000", 52))
