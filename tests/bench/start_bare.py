"""The least a Qt program does: one window, its first paint, the end."""

import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget


class Bare(QWidget):
    """An empty window that says when it is painted."""

    def paintEvent(self, _event: object) -> None:
        QTimer.singleShot(0, self.told)

    def told(self) -> None:
        print("painted", flush=True)
        QApplication.exit(0)


app = QApplication(sys.argv)
window = Bare()
window.resize(1366, 768)
window.show()
sys.exit(app.exec())
