"""The shop's reports: one class each, in the order people are offered them."""

from __future__ import annotations

from reuse_pos.reports.diverted import Diverted
from reuse_pos.reports.waste_register import WasteRegister
from reuse_pos.reports.workshop_output import WorkshopOutput

REPORTS = (Diverted, WasteRegister, WorkshopOutput)
