"""The whole shop as screens and commands see it: one attribute a station, made when first
needed."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from reuse_pos.services.office import Office
from reuse_pos.services.people import People

if TYPE_CHECKING:
    from reuse_pos.services.about import About
    from reuse_pos.services.accounts import Accounts
    from reuse_pos.services.adopting import Adopting
    from reuse_pos.services.agenda import Agenda
    from reuse_pos.services.approvals import Approvals
    from reuse_pos.services.archive import Archive
    from reuse_pos.services.bank import Bank
    from reuse_pos.services.bench import Bench
    from reuse_pos.services.checks import Checks
    from reuse_pos.services.colours import Colours
    from reuse_pos.services.corrections import Corrections
    from reuse_pos.services.counter import Counter
    from reuse_pos.services.device_scale import ScaleTests
    from reuse_pos.services.device_scanner import ScannerTests
    from reuse_pos.services.device_tests import DeviceTests
    from reuse_pos.services.display import Display
    from reuse_pos.services.doctor import Doctor
    from reuse_pos.services.events import Events
    from reuse_pos.services.holds import Holds
    from reuse_pos.services.intake import Intake
    from reuse_pos.services.intake_days import IntakeDays
    from reuse_pos.services.intake_donors import IntakeDonors
    from reuse_pos.services.intake_photos import IntakePhotos
    from reuse_pos.services.intake_sources import IntakeSources
    from reuse_pos.services.keys import TillKeys
    from reuse_pos.services.kits import Kits
    from reuse_pos.services.labelling import Labelling
    from reuse_pos.services.life import Lives
    from reuse_pos.services.orders import Orders
    from reuse_pos.services.outflow import Outflows
    from reuse_pos.services.placing import Placing
    from reuse_pos.services.price_keys import PriceKeys
    from reuse_pos.services.printing import Printing
    from reuse_pos.services.quotes import Quotes
    from reuse_pos.services.recalls import Recalls
    from reuse_pos.services.refunds import Refunds
    from reuse_pos.services.reporting import Reporting
    from reuse_pos.services.sale_days import SaleDays
    from reuse_pos.services.sampling import Sampling
    from reuse_pos.services.scale_checks import ScaleChecks
    from reuse_pos.services.settings import Settings
    from reuse_pos.services.skills import Skills
    from reuse_pos.services.solidarity import Solidarity
    from reuse_pos.services.sorting import Sorting
    from reuse_pos.services.stock import Stock
    from reuse_pos.services.stock_search import StockSearch
    from reuse_pos.services.stocktake import Stocktake
    from reuse_pos.services.survey import Survey
    from reuse_pos.services.team import Team
    from reuse_pos.services.tenders import Tenders
    from reuse_pos.services.till import Till
    from reuse_pos.services.training import Training
    from reuse_pos.services.vouchers import Vouchers
    from reuse_pos.services.work_rights import WorkRights
    from reuse_pos.services.work_templates import WorkTemplates
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
    def intake_days(self) -> IntakeDays:
        """Deliveries looked at again, corrected, or typed in late."""
        from reuse_pos.services.intake_days import IntakeDays

        return IntakeDays(self.office)

    @cached_property
    def intake_donors(self) -> IntakeDonors:
        """Givers who wished to be known, until a day."""
        from reuse_pos.services.intake_donors import IntakeDonors

        return IntakeDonors(self.office)

    @cached_property
    def intake_photos(self) -> IntakePhotos:
        """Photos taken at reception."""
        from reuse_pos.services.intake_photos import IntakePhotos

        return IntakePhotos(self.office)

    @cached_property
    def intake_sources(self) -> IntakeSources:
        """Collection points, partners, and every French town."""
        from reuse_pos.services.intake_sources import IntakeSources

        return IntakeSources(self.office)

    @cached_property
    def scale_checks(self) -> ScaleChecks:
        """The log of the scale."""
        from reuse_pos.services.scale_checks import ScaleChecks

        return ScaleChecks(self.office)

    @cached_property
    def sorting(self) -> Sorting:
        """Each thing and kilo gets its way."""
        from reuse_pos.services.sorting import Sorting

        return Sorting(self.office)

    @cached_property
    def checks(self) -> Checks:
        """Test and safety sheets, what is never sold, known defects."""
        from reuse_pos.services.checks import Checks

        return Checks(self.office)

    @cached_property
    def recalls(self) -> Recalls:
        """Products recalled from sale, searched without a network."""
        from reuse_pos.services.recalls import Recalls

        return Recalls(self.office)

    @cached_property
    def workshop(self) -> Workshop:
        """Refurbishing, step by step."""
        from reuse_pos.services.workshop import Workshop

        return Workshop(self.office)

    @cached_property
    def team(self) -> Team:
        """Who works here, as the manager arranges it."""
        from reuse_pos.services.team import Team

        return Team(self.office)

    @cached_property
    def skills(self) -> Skills:
        """Each person's own booklet."""
        from reuse_pos.services.skills import Skills

        return Skills(self.office)

    @cached_property
    def bench(self) -> Bench:
        """A bench that works by scans alone."""
        from reuse_pos.services.bench import Bench

        return Bench(self.office)

    @cached_property
    def work_templates(self) -> WorkTemplates:
        """The steps of each kind of thing."""
        from reuse_pos.services.work_templates import WorkTemplates

        return WorkTemplates(self.office)

    @cached_property
    def work_rights(self) -> WorkRights:
        """Who may do the dangerous steps."""
        from reuse_pos.services.work_rights import WorkRights

        return WorkRights(self.office)

    @cached_property
    def labelling(self) -> Labelling:
        """Prices proposed and approved, labels printed."""
        from reuse_pos.services.labelling import Labelling

        return Labelling(self.office)

    @cached_property
    def colours(self) -> Colours:
        """Which colour labels carry in which weeks."""
        from reuse_pos.services.colours import Colours

        return Colours(self.office)

    @cached_property
    def device_tests(self) -> DeviceTests:
        """Printers and customer display tried out."""
        from reuse_pos.services.device_tests import DeviceTests

        return DeviceTests(self.office)

    @cached_property
    def scale_tests(self) -> ScaleTests:
        """The scale found, set up and tried out."""
        from reuse_pos.services.device_scale import ScaleTests

        return ScaleTests(self.office)

    @cached_property
    def scanner_tests(self) -> ScannerTests:
        """The hand scanner tried out."""
        from reuse_pos.services.device_scanner import ScannerTests

        return ScannerTests(self.office)

    @cached_property
    def adopting(self) -> Adopting:
        """Labels of the shop's format that this file does not know."""
        from reuse_pos.services.adopting import Adopting

        return Adopting(self.office)

    @cached_property
    def stock(self) -> Stock:
        """Things by code, their card, what leaves without a sale."""
        from reuse_pos.services.stock import Stock

        return Stock(self.office)

    @cached_property
    def stock_search(self) -> StockSearch:
        """Finding a thing by words, code or filters."""
        from reuse_pos.services.stock_search import StockSearch

        return StockSearch(self.office)

    @cached_property
    def stocktake(self) -> Stocktake:
        """What is really there, counted by scanning."""
        from reuse_pos.services.stocktake import Stocktake

        return Stocktake(self.office)

    @cached_property
    def sampling(self) -> Sampling:
        """What one piece of each kind weighs here."""
        from reuse_pos.services.sampling import Sampling

        return Sampling(self.office)

    @cached_property
    def kits(self) -> Kits:
        """Things gathered from a list, given or sold as one."""
        from reuse_pos.services.kits import Kits

        return Kits(self.office)

    @cached_property
    def placing(self) -> Placing:
        """Things moved from place to place and spot to spot."""
        from reuse_pos.services.placing import Placing

        return Placing(self.office)

    @cached_property
    def lives(self) -> Lives:
        """All that happened to a thing, and where its grams went."""
        from reuse_pos.services.life import Lives

        return Lives(self.office)

    @cached_property
    def outflows(self) -> Outflows:
        """What leaves otherwise than by a sale."""
        from reuse_pos.services.outflow import Outflows

        return Outflows(self.office)

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
    def corrections(self) -> Corrections:
        """Payments put right before the Z."""
        from reuse_pos.services.corrections import Corrections

        return Corrections(self.office)

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

    @cached_property
    def approvals(self) -> Approvals:
        """A manager's yes on the spot."""
        from reuse_pos.services.approvals import Approvals

        return Approvals(self.office)

    @cached_property
    def settings(self) -> Settings:
        """What the manager sets, and since when."""
        from reuse_pos.services.settings import Settings

        return Settings(self.office)

    @cached_property
    def vouchers(self) -> Vouchers:
        """Gift cards, vouchers and store credit."""
        from reuse_pos.services.vouchers import Vouchers

        return Vouchers(self.office)

    @cached_property
    def tenders(self) -> Tenders:
        """Vouchers, credits and cards told apart when scanned."""
        from reuse_pos.services.tenders import Tenders

        return Tenders(self.office)

    @cached_property
    def solidarity(self) -> Solidarity:
        """Social vouchers, solidarity tariffs and cards."""
        from reuse_pos.services.solidarity import Solidarity

        return Solidarity(self.office)

    @cached_property
    def accounts(self) -> Accounts:
        """Buying on a tab."""
        from reuse_pos.services.accounts import Accounts

        return Accounts(self.office)

    @cached_property
    def orders(self) -> Orders:
        """Work customers ask for on pieces bought here."""
        from reuse_pos.services.orders import Orders

        return Orders(self.office)

    @cached_property
    def holds(self) -> Holds:
        """Things held for people."""
        from reuse_pos.services.holds import Holds

        return Holds(self.office)

    @cached_property
    def agenda(self) -> Agenda:
        """Deliveries, pick-ups and clearances."""
        from reuse_pos.services.agenda import Agenda

        return Agenda(self.office)

    @cached_property
    def quotes(self) -> Quotes:
        """Quotes for paid clearances."""
        from reuse_pos.services.quotes import Quotes

        return Quotes(self.office)

    @cached_property
    def sale_days(self) -> SaleDays:
        """Operations that lower prices on some days."""
        from reuse_pos.services.sale_days import SaleDays

        return SaleDays(self.office)

    @cached_property
    def bank(self) -> Bank:
        """Cash and cheques brought to the bank."""
        from reuse_pos.services.bank import Bank

        return Bank(self.office)

    @cached_property
    def price_keys(self) -> PriceKeys:
        """The counter's keys, as the manager arranges them."""
        from reuse_pos.services.price_keys import PriceKeys

        return PriceKeys(self.office)

    @cached_property
    def archive(self) -> Archive:
        """The journal's archive for the tax office."""
        from reuse_pos.services.archive import Archive

        return Archive(self.office)

    @cached_property
    def survey(self) -> Survey:
        """Where visitors come from, while it is asked."""
        from reuse_pos.services.survey import Survey

        return Survey(self.office)

    @cached_property
    def events(self) -> Events:
        """What happens at the tills besides money."""
        from reuse_pos.services.events import Events

        return Events(self.office)

    @cached_property
    def till_keys(self) -> TillKeys:
        """The keys the tills sign with, and the end of a till."""
        from reuse_pos.services.keys import TillKeys

        return TillKeys(self.office)

    @cached_property
    def training(self) -> Training:
        """The shop where one learns and nothing is sold."""
        from reuse_pos.services.training import Training

        return Training(self.office)

    @cached_property
    def display(self) -> Display:
        """What the customer reads."""
        from reuse_pos.services.display import Display

        return Display(self.office)

    def close(self) -> None:
        """Close the file, and that of the shop where one learns."""
        training = self.__dict__.get("training")
        if training is not None:
            training.close()
        self.office.store.close()
