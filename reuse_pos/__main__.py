"""Starts the shop: the app on its screen, or a command for machines without one."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from reuse_pos import bootstrap
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.wording import _

LIBRARIES = "sudo apt-get install libegl1 libgl1 libdbus-1-3 libfontconfig1 libxcb-cursor0"
REFUSED = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the app (no argument, or ``run [--data DIR]``) or run a command; the exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or (given[0] == "run" and "--help" not in given):
        return _open_app(given[1:])
    from reuse_pos import cli

    return cli.main(
        given, bootstrap.open_shop, bootstrap.default_folder, bootstrap.live_demo, _open_app
    )


def _open_app(options: list[str]) -> int:
    if options and (options[0] != "--data" or len(options) != 2):
        return _refuse(_("“run” takes --data and a folder. Nothing was opened."))
    named = options[1] if options else os.environ.get("REUSE_POS_DATA", "")
    if sys.platform == "linux" and not _has_screen():
        return _refuse(_("There is no screen here. Nothing was opened. Try “reuse-pos --help”."))
    # Collecting garbage while modules load finds none; later it is done on the screen's thread
    # only (ui/collecting.py).
    gc.disable()
    os.environ["QT_STYLE_OVERRIDE"] = "Fusion"
    try:
        from reuse_pos.ui import application
    except ImportError as missing:
        detail = str(missing).partition(":")[0]
        return _refuse(
            _(
                "The app cannot open: {detail} is missing. Run: {line}",
                detail=detail,
                line=LIBRARIES,
            )
        )
    try:
        with bootstrap.open_shop(Path(named) if named else bootstrap.default_folder()) as shop:
            return application.run_app(shop, argv=["reuse-pos"])
    except Refusal as refusal:
        _refuse(refusal.sentence)
        application.tell(refusal, ["reuse-pos"])
        return REFUSED


def _has_screen() -> bool:
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _refuse(sentence: str) -> int:
    sys.stderr.write(sentence + "\n")
    return REFUSED


if __name__ == "__main__":
    sys.exit(main())
