"""The whole shop as screens and commands see it: one attribute a station, made when first
needed."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from reuse_pos.services.office import Office
from reuse_pos.services.people import People

if TYPE_CHECKING:
    from reuse_pos.services.about import About
    from reuse_pos.services.counter import Counter
    from reuse_pos.services.doctor import Doctor
    from reuse_pos.services.intake import Intake
    from reuse_pos.services.labelling import Labelling
    from reuse_pos.services.printing import Printing
    from reuse_pos.services.refunds import Refunds
    from reuse_pos.services.reporting import Reporting
    from reuse_pos.services.sorting import Sorting
    from reuse_pos.services.stock import Stock
    from reuse_pos.services.till import Till
    from reuse_pos.services.workshop import Workshop


class Shop:
    """The stations of one shop; heavy ones are imported when first asked for."""

    def __init__(self, office: Office) -> None:
        self.office = office

    @cached_property
    def people(self) -> People:
        """Signing in, and who is who."""
        return People(self.office)

    @cached_property
    def intake(self) -> Intake:
        """Reception of donations."""
        from reuse_pos.services.intake import Intake

        return Intake(self.office)

    @cached_property
    def sorting(self) -> Sorting:
        """Each thing and kilo gets its way."""
        from reuse_pos.services.sorting import Sorting

        return Sorting(self.office)

    @cached_property
    def workshop(self) -> Workshop:
        """Refurbishing, step by step."""
        from reuse_pos.services.workshop import Workshop

        return Workshop(self.office)

    @cached_property
    def labelling(self) -> Labelling:
        """Prices proposed and approved, labels printed."""
        from reuse_pos.services.labelling import Labelling

        return Labelling(self.office)

    @cached_property
    def stock(self) -> Stock:
        """Things by code, their card, what leaves without a sale."""
        from reuse_pos.services.stock import Stock

        return Stock(self.office)

    @cached_property
    def counter(self) -> Counter:
        """Selling."""
        from reuse_pos.services.counter import Counter

        return Counter(self.office)

    @cached_property
    def refunds(self) -> Refunds:
        """Bringing things back."""
        from reuse_pos.services.refunds import Refunds

        return Refunds(self.office)

    @cached_property
    def till(self) -> Till:
        """Sessions, counts, Z and closings."""
        from reuse_pos.services.till import Till

        return Till(self.office)

    @cached_property
    def printing(self) -> Printing:
        """Papers waiting for the printer, and reprints."""
        from reuse_pos.services.printing import Printing

        return Printing(self.office)

    @cached_property
    def reporting(self) -> Reporting:
        """The month's figures, on screen and as files."""
        from reuse_pos.services.reporting import Reporting

        return Reporting(self.office)

    @cached_property
    def doctor(self) -> Doctor:
        """Checks that everything can be rebuilt and agrees."""
        from reuse_pos.services.doctor import Doctor

        return Doctor(self.office)

    @cached_property
    def about(self) -> About:
        """Versions, tills and keys of this computer."""
        from reuse_pos.services.about import About

        return About(self.office)

    def close(self) -> None:
        """Close the file."""
        self.office.store.close()
