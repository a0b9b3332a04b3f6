"""The demo shop: a made-up recyclerie living a month through the gestures of a real one."""

from reuse_pos.demo.month import Month, open_days
from reuse_pos.demo.papers import write_papers
from reuse_pos.demo.plan import FIRST_DAY, demo_plan

__all__ = ["FIRST_DAY", "Month", "demo_plan", "open_days", "write_papers"]
