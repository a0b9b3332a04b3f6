"""Where a photo comes from: the camera of this computer when there is one, or a file."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog, QFileDialog, QVBoxLayout, QWidget

from reuse_pos.domain.wording import _
from reuse_pos.ui.widgets import Key, Text, row

# What newer phones make is offered too: choosing it tells what to do.
KINDS = "*.jpg *.jpeg *.png *.webp *.heic *.heif"


def from_file(parent: QWidget | None) -> Path | None:
    """Let the person choose a photo file; None when they go back."""
    found, _kind = QFileDialog.getOpenFileName(
        parent, _("Choose a photo"), "", f"{_('Photos')} ({KINDS})"
    )
    return Path(found) if found else None


def has_camera() -> bool:
    """Whether this computer has a camera the program can use; its key is hidden without one.

    The camera needs Qt's multimedia, which is an optional part of the installation.
    """
    if find_spec("PySide6.QtMultimedia") is None:
        return False
    multimedia = import_module("PySide6.QtMultimedia")
    return not multimedia.QMediaDevices.defaultVideoInput().isNull()


def from_camera(parent: QWidget | None) -> bytes | None:
    """Show what the camera sees and take a photo; its JPEG, None when the person goes back."""
    dialog = CameraDialog(parent)
    dialog.exec()
    return dialog.photo


def pick(parent: QWidget | None) -> Path | bytes | None:
    """A photo from the camera if there is one (a file may be chosen there too), else from a
    file."""
    if not has_camera():
        return from_file(parent)
    dialog = CameraDialog(parent)
    dialog.exec()
    return from_file(parent) if dialog.wants_file else dialog.photo


class CameraDialog(QDialog):
    """``CameraDialog(parent)``: what the camera sees; ``photo`` is the JPEG taken, ``wants_file``
    that a file is to be chosen instead."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.photo: bytes | None = None
        self.wants_file = False
        self.setWindowTitle(_("Photo"))
        self.resize(820, 640)
        media = import_module("PySide6.QtMultimedia")
        view = import_module("PySide6.QtMultimediaWidgets").QVideoWidget(self)
        self._camera: Any = media.QCamera(media.QMediaDevices.defaultVideoInput(), self)
        self._capture: Any = media.QImageCapture(self)
        self._session: Any = media.QMediaCaptureSession(self)
        self._session.setCamera(self._camera)
        self._session.setImageCapture(self._capture)
        self._session.setVideoOutput(view)
        self._capture.imageCaptured.connect(lambda _id, image: self._taken(image))
        self._capture.errorOccurred.connect(lambda *_what: self._failed())
        self._trouble = Text("", "strong", "plum").wrapped()
        take = Key(_("Take the photo"), "camera", "next").sized(76).named("camera_take")
        take.clicked.connect(lambda: self._capture.capture())
        file = Key(_("Choose a file"), "image-square").sized(60).named("camera_file")
        file.clicked.connect(self._file)
        back = Key(_("Back"), "arrow-left").sized(60).named("camera_back")
        back.clicked.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(view, 1)
        layout.addWidget(self._trouble)
        layout.addLayout(row(back, file, None, take))
        self._camera.start()

    def done(self, result: int) -> None:
        """The camera is switched off with the window."""
        self._camera.stop()
        super().done(result)

    def _taken(self, image: QImage) -> None:
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "JPEG", 92)  # type: ignore[call-overload]
        self.photo = bytes(buffer.data().data())
        self.accept()

    def _failed(self) -> None:
        self._trouble.setText(_("The camera does not answer. Choose a file, or look at its cable."))

    def _file(self) -> None:
        self.wants_file = True
        self.reject()
