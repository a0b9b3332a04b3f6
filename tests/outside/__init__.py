"""Readers of the shop's papers that share nothing with the program which wrote them.

A barcode reader, a printer's command list, a spreadsheet and a PDF reader: what an inspector has.
"""
