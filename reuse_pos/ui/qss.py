"""The style sheet of the screens, written from the tokens: what is thick at the bottom is pressed.

Kinds of key (property ``kind``): key, next (yellow, one a screen), pri (blue), tile, quiet, bad,
snack. Kinds of frame: card, well (sunken), live (blue read-out), page, canvas, bar, ok, warn, bad,
info. Labels take a ``role`` of ``tokens.TYPE`` and a ``tone`` (a palette colour).
"""

from __future__ import annotations

from reuse_pos.ui import tokens
from reuse_pos.ui.keylook import KINDS, look
from reuse_pos.ui.tokens import Palette

TONES = ("ink", "ink2", "blue", "green", "orange", "plum", "on_blue", "on_yellow", "rail_ink")


def sheet(c: Palette, scale: int) -> str:
    """The whole style sheet of a palette at a text scale in per cent."""
    parts = (_keys(c), _labels(c, scale), _frames(c), _fields(c, scale), _views(c, scale))
    return "\n".join(parts)


def _keys(c: Palette) -> str:
    pseudo = {"rest": "", "pressed": ":pressed", "checked": ":checked", "focus": ":focus"}
    pseudo["disabled"] = ":disabled"
    rules = []
    for kind in KINDS:
        for state, suffix in pseudo.items():
            k = look(kind, state, c)
            sink = f"padding-top:{tokens.PRESS_SHIFT}px;" if state == "pressed" else ""
            ground = "" if state == "focus" else f"background:{k.ground};color:{k.ink};"
            rules.append(
                f'QPushButton[kind="{kind}"]{suffix}{{{ground}border:{k.thick}px solid {k.side};'
                f"border-bottom:{k.edge}px solid {k.bottom};border-radius:{k.radius}px;{sink}}}"
            )
        weight = 700 if kind in ("next", "snack") else 600
        rules.append(f'QPushButton[kind="{kind}"]{{font-weight:{weight};padding:0 14px}}')
    return "\n".join(rules)


def _labels(c: Palette, scale: int) -> str:
    rules = [f"QLabel{{background:transparent;color:{c.ink}}}"]
    for name, role in tokens.TYPE.items():
        family = f'font-family:"{tokens.CODE}","{tokens.LETTERS}";' if role.code else ""
        rules.append(
            f'QLabel[role="{name}"]{{{family}font-size:{round(role.px * scale / 100)}px;'
            f"font-weight:{role.weight};color:{getattr(c, role.colour)}}}"
        )
    rules += [f'QLabel[tone="{tone}"]{{color:{getattr(c, tone)}}}' for tone in TONES]
    rules.append('QLabel[tone="white"]{color:#FFFFFF}')
    return "\n".join(rules)


def _frames(c: Palette) -> str:
    card = f"border:{c.border}px solid {c.line};border-radius:{tokens.RADIUS_CARD}px"
    rules = [
        f'QFrame[kind="card"]{{background:{c.surface};{card}}}',
        f'QFrame[kind="chosen"]{{background:{c.surface};border:3px solid {c.blue};'
        f"border-radius:{tokens.RADIUS_CARD}px}}",
        f'QFrame[kind="well"]{{background:{c.sunken};border-radius:{tokens.RADIUS_KEY}px}}',
        f'QFrame[kind="note"]{{background:{c.canvas};border-radius:{tokens.RADIUS_KEY}px}}',
        f'QFrame[kind="live"]{{background:{c.blue_bg2};border:2px solid {c.blue};'
        f"border-radius:{tokens.RADIUS_CARD}px}}",
        f'QFrame[kind="line"]{{background:{c.line};border:none}}',
        f'QWidget[kind="canvas"]{{background:{c.canvas}}}',
        f'QWidget[kind="page"]{{background:{c.surface}}}',
        f'QWidget[kind="side"]{{background:{c.surface};border-left:1px solid {c.line}}}',
        f'QWidget[kind="bar"]{{background:{c.surface};border-bottom:1px solid {c.line}}}',
        f'QWidget[kind="foot"]{{background:{c.surface};border-top:1px solid {c.line}}}',
        f'QWidget[kind="rail"]{{background:{c.rail}}}',
        f"QDialog,QMainWindow{{background:{c.canvas}}}",
        f"QToolTip{{background:{c.surface};color:{c.ink};border:1px solid {c.line2};padding:6px}}",
    ]
    banners = (("ok", "green"), ("warn", "orange"), ("bad", "plum"))
    rules += [
        f'QFrame[kind="{kind}"]{{background:{getattr(c, f"{tone}_bg")};border-radius:10px}}'
        for kind, tone in banners
    ]
    rules.append(f'QFrame[kind="info"]{{background:{c.blue_bg2};border-radius:10px}}')
    return "\n".join(rules)


def _fields(c: Palette, scale: int) -> str:
    size = round(18 * scale / 100)
    fields = "QLineEdit,QPlainTextEdit,QTextEdit,QDateEdit,QSpinBox"
    focus = ",".join(f"{name}:focus" for name in fields.split(","))
    return f"""
{fields}{{background:{c.surface};border:2px solid {c.line2};border-radius:{tokens.RADIUS_KEY}px;
 color:{c.ink};padding:0 14px;font-size:{size}px;placeholder-text-color:{c.ink2};
 selection-background-color:{c.blue};
 selection-color:{c.on_blue}}}
QLineEdit,QDateEdit,QSpinBox{{min-height:44px}}
QPlainTextEdit,QTextEdit{{padding:8px 12px}}
{focus}{{border-color:{c.blue}}}
QLineEdit:disabled,QDateEdit:disabled,QSpinBox:disabled{{background:{c.sunken};color:{c.line2}}}
QLineEdit[bare="true"]{{background:transparent;border:none;padding:0;min-height:40px}}
QFrame[kind="field"]{{background:{c.surface};border:2px solid {c.line2};
 border-radius:{tokens.RADIUS_KEY}px}}
QFrame[kind="field"][lit="true"]{{border-color:{c.blue}}}
QProgressBar{{background:{c.sunken};border:none;border-radius:6px;min-height:22px;max-height:22px}}
QProgressBar::chunk{{background:{c.bar};border-radius:6px}}
QCheckBox,QRadioButton{{color:{c.ink};spacing:12px;min-height:48px}}
QCheckBox::indicator,QRadioButton::indicator{{width:26px;height:26px;border:2px solid {c.line2};
 background:{c.surface};border-radius:6px}}
QRadioButton::indicator{{border-radius:15px}}
QCheckBox::indicator:checked,QRadioButton::indicator:checked{{background:{c.blue};
 border-color:{c.blue}}}
"""


def _views(c: Palette, scale: int) -> str:
    head = round(15 * scale / 100)
    return f"""
QScrollArea{{background:transparent;border:none}}
QScrollArea>QWidget>QWidget[kind="clear"]{{background:transparent}}
QScrollBar:vertical{{background:{c.sunken};width:16px;margin:0;border-radius:8px}}
QScrollBar::handle:vertical{{background:{c.line2};min-height:48px;border-radius:8px}}
QScrollBar:horizontal{{background:{c.sunken};height:16px;margin:0;border-radius:8px}}
QScrollBar::handle:horizontal{{background:{c.line2};min-width:48px;border-radius:8px}}
QScrollBar::add-line,QScrollBar::sub-line{{width:0;height:0}}
QScrollBar::add-page,QScrollBar::sub-page{{background:transparent}}
QAbstractItemView{{background:{c.surface};border:none;color:{c.ink};gridline-color:{c.line};
 selection-background-color:{c.blue_bg};selection-color:{c.chosen_ink};outline:none}}
QTableView::item,QTreeView::item,QListView::item{{border-bottom:1px solid {c.line};padding:0 8px}}
QTableView::item:selected,QTreeView::item:selected,QListView::item:selected{{
 background:{c.blue_bg};color:{c.chosen_ink}}}
QHeaderView::section{{background:{c.surface};color:{c.ink2};border:none;
 border-bottom:2px solid {c.line2};padding:8px;font-size:{head}px;font-weight:600}}
QTableCornerButton::section{{background:{c.surface};border:none}}
"""
