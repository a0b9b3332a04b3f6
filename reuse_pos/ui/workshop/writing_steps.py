"""The supervisor writes the steps: family, then the whole of it or one kind of thing, then the
list."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reuse_pos.domain.category import FAMILIES, FAMILY_ICON
from reuse_pos.domain.wording import _
from reuse_pos.domain.workshop import STEPS, Step
from reuse_pos.domain.workshop_steps import FAMILY_MARK, free_code, second
from reuse_pos.services.work_templates import Template
from reuse_pos.ui.workshop.choice_page import Choice
from reuse_pos.ui.workshop.making import SHOWN, short_label
from reuse_pos.ui.workshop.step_edit_page import StepEditPage
from reuse_pos.ui.workshop.steps_page import StepsPage

if TYPE_CHECKING:
    from reuse_pos.ui.workshop.screen import WorkshopScreen

MORE, NEW = "more", "new"


class WritingSteps:
    """``begin()`` for the workshop's screen."""

    def __init__(self, screen: WorkshopScreen) -> None:
        self._screen, self._shop, self._who = screen, screen.shop, screen.who
        self.page, self.edit_page = StepsPage(), StepEditPage()
        for page in (self.page, self.edit_page):
            screen.pages.addWidget(page)
        self._family, self._editing = "", -1
        self.page.back.connect(lambda: self._ask_kind(self._family, 0))
        self.page.kept.connect(self._keep)
        self.page.edit_asked.connect(self._edit)
        self.page.add_asked.connect(self._ask_step)
        self.page.shipped_asked.connect(self._as_shipped)
        self.edit_page.back.connect(self._show_page)
        self.edit_page.written.connect(self._written)
        self.edit_page.refused.connect(screen.show_refusal)

    def begin(self) -> None:
        """Ask for the family."""
        choices = [
            Choice(family, _(words), FAMILY_ICON[family], family)
            for family, words in FAMILIES.items()
        ]
        self._screen.ask(
            _("Steps of which objects?"),
            "",
            choices,
            lambda codes: self._ask_kind(codes[0], 0),
            lambda: self._screen.supervising.show(),
        )

    def _ask_kind(self, family: str, start: int) -> None:
        self._family = family
        shown = self._shop.work_templates.of_family(family)
        page = shown[start : start + SHOWN - 1]
        whole = Choice(FAMILY_MARK + family, _("The whole family"), FAMILY_ICON[family], family)
        choices = [whole]
        choices += [
            Choice(
                one.key, short_label(one.label), one.icon, family, _("own steps") if one.own else ""
            )
            for one in page
        ]
        if len(shown) > SHOWN - 1:
            choices.append(Choice(MORE, _("See others"), "arrow-right", "neutral"))
        after = start + SHOWN - 1 if start + SHOWN - 1 < len(shown) else 0
        self._screen.ask(
            _("Which ones?"),
            _("The whole family, or one kind of object."),
            choices,
            lambda codes: (
                self._ask_kind(family, after)
                if codes[0] == MORE
                else self._open(self._shop.work_templates.template(codes[0]))
            ),
            self.begin,
        )

    def _open(self, template: Template) -> None:
        self.page.show_steps(template, template.steps)
        self._show_page()

    def _show_page(self) -> None:
        self._screen.show_page(self.page, _("Steps"))

    def _ask_step(self) -> None:
        choices = [Choice(NEW, _("New step"), "plus", "bricolage")]
        choices += [Choice(code, _(step.title), step.icon) for code, step in STEPS.items()]
        self._screen.ask(
            _("Which step?"),
            "",
            choices,
            lambda codes: self._add(codes[0]),
            self._show_page,
        )

    def _add(self, code: str) -> None:
        steps = self.page.steps
        if code == NEW:
            new = replace(
                STEPS["repair"], code=free_code(steps), title="", sentences=(), protections=()
            )
            self._edit_step(len(steps), new)
        else:
            self._put(len(steps), second(STEPS[code], steps))

    def _edit(self, n: int) -> None:
        self._edit_step(n, self.page.steps[n])

    def _edit_step(self, n: int, step: Step) -> None:
        self._editing = n
        self.edit_page.edit(step)
        self._screen.show_page(self.edit_page, _("Steps"))

    def _written(self, step: Step) -> None:
        self._put(self._editing, step)

    def _put(self, n: int, step: Step) -> None:
        template, steps = self.page.template, self.page.steps
        if template is None:
            return
        # The photo stays last: it is of the finished thing.
        if n == len(steps) and steps and steps[-1].code == "photo":
            self.page.show_steps(template, (*steps[:-1], step, steps[-1]))
        else:
            self.page.show_steps(template, (*steps[:n], step, *steps[n + 1 :]))
        self._show_page()

    def _keep(self, steps: tuple[Step, ...]) -> None:
        template = self.page.template
        if template is None:
            return

        def kept(done: object) -> None:
            self._open(done.value)  # type: ignore[attr-defined]
            self._screen.say.emit(_("These steps hold for the next objects."), None)

        self._screen.run_verb(
            lambda: self._shop.work_templates.put(self._who, template.key, steps),
            kept,
            self.page.keep,
        )

    def _as_shipped(self) -> None:
        template = self.page.template
        if template is not None:
            self._screen.run_verb(
                lambda: self._shop.work_templates.put_back(self._who, template.key),
                lambda done: self._open(done.value),
            )
