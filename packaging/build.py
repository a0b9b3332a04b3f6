"""The shipped folder: builds `dist/reuse-pos`, which runs without Python, and tries it.

Run by `make package` with the Python of `.venv-package`, which holds nothing but what the shop
needs and PyInstaller. A folder runs on the system it was built on: for Windows, run this on Windows
(packaging/README.md).
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = (
    ROOT / "dist" / "reuse-pos" / ("reuse-pos.exe" if sys.platform == "win32" else "reuse-pos")
)


def build() -> None:
    """Make the folder; an older one is replaced."""
    subprocess.run(
        [
            *(sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN"),
            *("--distpath", str(ROOT / "dist"), "--workpath", str(ROOT / "build")),
            str(ROOT / "packaging" / "reuse_pos.spec"),
        ],
        check=True,
    )


def try_it() -> None:
    """Live a few days of a demo shop with the built program and check the shop it leaves."""
    with tempfile.TemporaryDirectory() as folder:
        demo = [str(PROGRAM), "demo", "--out", folder, "--days", "3"]
        subprocess.run(demo, check=True, stdout=subprocess.DEVNULL)
        shop = {**os.environ, "REUSE_POS_DATA": str(Path(folder) / "shop")}
        doctor = [str(PROGRAM), "doctor"]
        subprocess.run(doctor, check=True, env=shop, stdout=subprocess.DEVNULL)


def size_mb(folder: Path) -> int:
    """Megabytes of a folder's files, each counted once."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_size for path in files) // 1_000_000


if __name__ == "__main__":
    build()
    try_it()
    sys.stdout.write(f"{PROGRAM.parent} is ready: {size_mb(PROGRAM.parent)} MB\n")
