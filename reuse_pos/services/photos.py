"""Photos of things: made smaller, stripped of what a camera hides in them, named by what they show.

A photo is on disk, safely, before the gesture that names it: the file never points at nothing.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from reuse_pos.db.folder import ShopFolder
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.wording import _

if TYPE_CHECKING:
    from PIL.Image import Image

LONGEST_SIDE_PX = 2000
MOST_PIXELS = 40_000_000
MOST_BYTES = 40_000_000
FORMATS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP"}


def keep(folder: ShopFolder, source: Path | bytes) -> str:
    """Keep a photo in the shop's folder; returns its name, the SHA-256 of the kept JPEG.

    Refuses with code "photo" what is no JPEG, PNG or WebP, or says one thing and is another; with
    "photo_size" more than 40 megapixels or 40 MB; with "disk" a disk that cannot take it.
    """
    content = _jpeg(_opened(source))
    name = hashlib.sha256(content).hexdigest()
    path = path_of(folder, name)
    if not path.exists():
        try:
            _write_safely(path, content)
        except OSError as trouble:
            raise Refusal(
                _("The photo cannot be written. Nothing was changed. Check the disk."), "disk"
            ) from trouble
    return name


def path_of(folder: ShopFolder, name: str) -> Path:
    """Where a kept photo lies."""
    if len(name) != 64 or not set(name) <= set("0123456789abcdef"):
        raise ValueError("no name of a photo")
    return folder.photos / name[:2] / f"{name}.jpg"


def _opened(source: Path | bytes) -> Image:
    from PIL import Image, UnidentifiedImageError

    wanted = None if isinstance(source, bytes) else FORMATS.get(source.suffix.lower())
    if wanted is None and not isinstance(source, bytes):
        raise _no_photo()
    try:
        content = source if isinstance(source, bytes) else _read(source)
        if len(content) > MOST_BYTES:
            raise _too_large()
        # Only the formats of cameras: others are larger doors for damaged files.
        image = Image.open(BytesIO(content), formats=("JPEG", "PNG", "WEBP"))
        if wanted is not None and image.format != wanted:
            raise _no_photo()
        if image.width * image.height > MOST_PIXELS:
            raise _too_large()
        image.load()
    except Image.DecompressionBombError as trouble:
        raise _too_large() from trouble
    except (OSError, UnidentifiedImageError, ValueError, SyntaxError) as trouble:
        raise _no_photo() from trouble
    return image


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)


def _jpeg(image: Image) -> bytes:
    """Upright, in plain colours, at most 2000 pixels long, without place, date or camera."""
    from PIL import Image as Pillow
    from PIL import ImageOps

    upright = ImageOps.exif_transpose(image) or image
    if upright.mode in ("RGBA", "LA", "P"):
        ground = Pillow.new("RGB", upright.size, "white")
        layer = upright.convert("RGBA")
        ground.paste(layer, mask=layer.getchannel("A"))
        upright = ground
    plain = upright.convert("RGB")
    plain.thumbnail((LONGEST_SIDE_PX, LONGEST_SIDE_PX))
    plain.info.clear()
    out = BytesIO()
    plain.save(out, "JPEG", quality=85, optimize=True)
    return out.getvalue()


def _write_safely(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(".part")
    try:
        with half.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        half.replace(path)
    except OSError:
        with suppress(OSError):
            half.unlink()
        raise
    # Windows cannot open a folder; there the rename is journalled by the file system.
    with suppress(OSError):
        handle = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _no_photo() -> Refusal:
    return Refusal(
        _("This file is not a photo the shop can read. Nothing was changed. Choose a JPEG or PNG."),
        "photo",
    )


def _too_large() -> Refusal:
    return Refusal(
        _("This photo is too large. Nothing was changed. Choose one of at most 40 megapixels."),
        "photo_size",
    )
