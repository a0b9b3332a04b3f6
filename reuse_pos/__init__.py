"""Reuse POS: the till and inventory of a solidarity reuse shop."""

__version__ = "0.1.0"
SOFTWARE = f"reuse-pos {__version__}"
