"""How a person of the shop is drawn: the pictogram and colour chosen with them at hiring."""

from __future__ import annotations

from reuse_pos.domain.people import Person
from reuse_pos.ui import icons, tokens

# Plain colour words that a set-up file may use, and the hue of ``tokens.FAMILIES`` that shows them.
COLOURS = {
    "pink": "deco_divers",
    "purple": "livres_medias",
    "brown": "meubles",
    "yellow": "meubles",
    "orange": "jouets",
    "blue": "textile",
    "green": "bricolage",
    "teal": "vaisselle",
    "grey": "electro",
    "red": "sport",
}


def face(person: Person) -> tuple[str, str]:
    """The pictogram and the family hue of a person; a plain figure for an unknown one."""
    icon = person.icon if icons.exists(person.icon, "fill") else "user"
    hue = COLOURS.get(person.colour, person.colour)
    return icon, hue if hue in tokens.FAMILIES else "neutral"
