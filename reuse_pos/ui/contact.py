"""The papers of a shop as pictures, and all pictures of a folder on one sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from reuse_pos.services import previews

THUMB, GAP, CAPTION, ACROSS = 456, 16, 22, 4
MOST_LABELS = 6
GROUND, INK = "#6B7790", "#FFFFFF"
ENDS = tuple(f"-{width}-{look}" for look in ("light", "dark", "max") for width in (1366, 1024))

Draw = Callable[[Path, Path], None]


def draw_papers(papers: Path, out: Path) -> list[Path]:
    """Draw some tickets, a Z, a month's closing, labels and the documents of a folder of papers
    made by the demo; nothing when there is no such folder."""
    if not papers.is_dir():
        return []
    tickets = sorted(papers.glob("receipts/*.bin"))
    longest = sorted(tickets, key=lambda path: path.stat().st_size)[-1:]
    wanted: list[tuple[str, Sequence[Path], Draw, str]] = [
        ("12-ticket", [*tickets[:2], *longest], previews.paper_png, ".png"),
        ("12-z", sorted(papers.glob("z-*.bin"))[-1:], previews.paper_png, ".png"),
        ("12-cloture", sorted(papers.glob("closing-*.bin"))[-1:], previews.paper_png, ".png"),
        ("12-bon", sorted(papers.glob("slips/*.bin"))[:1], previews.paper_png, ".png"),
        ("13-etiquette", _spread(sorted(papers.glob("label-*.zpl"))), previews.label_png, ".png"),
        ("13-planche", sorted(papers.glob("labels.pdf")), previews.pdf_png, ".png"),
        ("14-bilan", sorted(papers.glob("diverted-*.pdf"))[-1:], previews.pdf_png, ".png"),
    ]
    drawn = []
    for name, jobs, draw, suffix in wanted:
        for number, job in enumerate(jobs, 1):
            target = out / f"{name}-{number}{suffix}"
            draw(job, target)
            drawn.append(target)
    return drawn


def _spread(jobs: Sequence[Path]) -> list[Path]:
    """Some labels from all through the month, so that several kinds show."""
    step = max(1, len(jobs) // MOST_LABELS)
    return list(jobs[::step][:MOST_LABELS])


def contact_sheet(folder: Path) -> Path:
    """Put every picture of the folder, small and named, on ``contact.png``: one row a state."""
    from PIL import Image, ImageDraw, ImageFont

    files = [path for path in sorted(folder.glob("*.png")) if path.name != "contact.png"]
    small = {}
    for path in files:
        with Image.open(path) as opened:
            small[path] = opened.convert("RGB")
        small[path].thumbnail((THUMB, THUMB))
    rows = _rows(files)
    high = [max(small[path].height for path in row) + CAPTION + GAP for row in rows]
    sheet = Image.new("RGB", (ACROSS * (THUMB + GAP) + GAP, sum(high) + GAP), GROUND)
    draw, font = ImageDraw.Draw(sheet), ImageFont.load_default(14)
    y = GAP
    for row, height in zip(rows, high, strict=True):
        for place, path in enumerate(row):
            x = GAP + place * (THUMB + GAP)
            draw.text((x, y), path.stem, fill=INK, font=font)
            sheet.paste(small[path], (x, y + CAPTION))
        y += height
    target = folder / "contact.png"
    sheet.save(target)
    return target


def _rows(files: Sequence[Path]) -> list[list[Path]]:
    """The screens of one state side by side, wide and light first; then the papers."""
    states: dict[str, list[Path]] = {}
    papers = []
    for path in files:
        state = next((path.stem.removesuffix(end) for end in ENDS if path.stem.endswith(end)), "")
        if state:
            states.setdefault(state, []).append(path)
        else:
            papers.append(path)
    groups = [sorted(group, key=_order) for _state, group in sorted(states.items())] + [papers]
    return [group[at : at + ACROSS] for group in groups for at in range(0, len(group), ACROSS)]


def _order(path: Path) -> int:
    return next(number for number, end in enumerate(ENDS) if path.stem.endswith(end))
