"""Writes the golden tickets anew, after a change that was looked at: run it, then read the .txt
files.
"""

from pathlib import Path

from paper_samples import EVERY_KIND, REFUND, SALE, Z_REPORT

from reuse_pos.domain.paper import ReceiptDoc
from reuse_pos.domain.receipt import sale_receipt
from reuse_pos.domain.till_slips import cash_report
from reuse_pos.hardware.escpos_reader import to_text
from reuse_pos.hardware.receipt_escpos import EscPosSetup, encode

GOLDEN = Path(__file__).parent / "golden"
JOBS: dict[str, tuple[ReceiptDoc, EscPosSetup]] = {
    "sale-48": (sale_receipt(SALE), EscPosSetup(columns=48)),
    "sale-32": (sale_receipt(SALE), EscPosSetup(columns=32, code_page="cp858")),
    "kinds-48": (sale_receipt(EVERY_KIND), EscPosSetup(columns=48)),
    "kinds-32": (sale_receipt(EVERY_KIND), EscPosSetup(columns=32, code_page="cp858")),
    "refund-48": (sale_receipt(REFUND), EscPosSetup(columns=48)),
    "refund-32": (sale_receipt(REFUND), EscPosSetup(columns=32, code_page="cp858")),
    "z-48": (cash_report(Z_REPORT), EscPosSetup(columns=48)),
    "z-32": (cash_report(Z_REPORT), EscPosSetup(columns=32, code_page="cp858")),
}


def main() -> None:
    for name, (doc, setup) in JOBS.items():
        job = encode(doc, setup)
        (GOLDEN / f"{name}.bin").write_bytes(job)
        (GOLDEN / f"{name}.txt").write_text(to_text(job, setup.columns), "utf-8")


if __name__ == "__main__":
    main()
