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
from warnings import catch_warnings

from reuse_pos.db.folder import ShopFolder
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.wording import _

if TYPE_CHECKING:
    from PIL.Image import Image

LONGEST_SIDE_PX = 2000
MOST_PIXELS = 40_000_000
MOST_BYTES = 40_000_000
# A phone may keep several pictures in one JPEG (MPO); the first is the photo.
_JPEG = ("JPEG", "MPO")
FORMATS = {".jpg": _JPEG, ".jpeg": _JPEG, ".png": ("PNG",), ".webp": ("WEBP",)}
# How the photos of newer phones begin, behind four bytes of length.
_HEIF = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypmsf1", b"ftyphevc", b"ftypavif")


def keep(folder: ShopFolder, source: Path | bytes) -> str:
    """Keep a photo in the shop's folder; returns its name, the SHA-256 of the kept JPEG.

    Refuses with code "photo" what is no JPEG, PNG or WebP, or says one thing and is another; with
    "photo_kind" a HEIC or AVIF; with "photo_gone" a file that is not there any more; with
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

    content = source if isinstance(source, bytes) else _read(source)
    if len(content) > MOST_BYTES:
        raise _too_large()
    if content[4:12] in _HEIF:
        raise _from_a_phone()
    wanted = (*_JPEG, "PNG", "WEBP") if isinstance(source, bytes) else (
        FORMATS.get(source.suffix.lower(), ())
    )  # fmt: skip
    try:
        # Only the formats of cameras: others are larger doors for damaged files.
        with catch_warnings(action="ignore", category=Image.DecompressionBombWarning):
            image = Image.open(BytesIO(content), formats=("JPEG", "PNG", "WEBP"))
        if image.format not in wanted:
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
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except FileNotFoundError as trouble:
        raise _gone() from trouble
    except OSError as trouble:
        if path.is_dir():
            raise _no_photo() from trouble
        raise _gone() from trouble


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
    if upright.mode.startswith("I"):
        # Sixteen bits of grey: their upper eight, or all would come out white.
        upright = upright.convert("I").point(lambda grey: grey * (1 / 256)).convert("L")
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


def _from_a_phone() -> Refusal:
    return Refusal(
        _(
            "This photo is a HEIC, as newer phones make them. Nothing was changed. "
            "On the phone, have it sent as a JPEG."
        ),
        "photo_kind",
    )


def _gone() -> Refusal:
    return Refusal(
        _(
            "The photo’s file is not there any more. Nothing was changed. "
            "Plug its phone or key in again, then choose it."
        ),
        "photo_gone",
    )


def _too_large() -> Refusal:
    return Refusal(
        _("This photo is too large. Nothing was changed. Choose one of at most 40 megapixels."),
        "photo_size",
    )
