"""The faceless face of the shop: commands for managers' scripts, for support and for tests.

Exit status: 0 done or holds, 1 checked and does not hold, 2 refused (one sentence, nothing
changed).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any, Protocol

import typer

from reuse_pos import SOFTWARE
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.roles import SYSTEM
from reuse_pos.domain.wording import _, ngettext
from reuse_pos.services.reporting import checked_month
from reuse_pos.services.shop import Shop

HOLDS, DOES_NOT_HOLD, REFUSED = 0, 1, 2


class OpenShop(Protocol):
    """How `bootstrap` opens a shop; handed over by `__main__`."""

    def __call__(self, root: Path, *, read_only: bool = False) -> AbstractContextManager[Shop]: ...


LiveMonth = Callable[..., list[str]]
app = typer.Typer(no_args_is_help=False, add_completion=False, pretty_exceptions_enable=False)
fiscal_app = typer.Typer(
    no_args_is_help=True, help="The till journal. Example: reuse-pos fiscal verify"
)
app.add_typer(fiscal_app, name="fiscal")
_parts: dict[str, Any] = {}

Data = Annotated[
    Path | None, typer.Option("--data", envvar="REUSE_POS_DATA", help="The shop's folder.")
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object on stdout.")]


def main(
    arguments: list[str],
    open_shop: OpenShop,
    default_folder: Callable[[], Path],
    demo: LiveMonth,
    open_app: Callable[[list[str]], int],
) -> int:
    """Run one command and return its exit status; refusals become one sentence on stderr."""
    _parts.update(open_shop=open_shop, default_folder=default_folder, demo=demo, open_app=open_app)
    try:
        result = app(arguments, prog_name="reuse-pos", standalone_mode=False)
    except Refusal as refusal:
        return _refuse(refusal.sentence)
    except typer.Exit as end:
        return end.exit_code
    except Exception as trouble:
        if type(trouble).__module__.partition(".")[0] in ("click", "typer"):
            return _refuse(_misread(trouble))
        raise
    return result if isinstance(result, int) else HOLDS


@app.command()
def run(data: Data = None) -> int:
    """Open the app on a shop, as no command at all does.

    Example: reuse-pos run --data demo/shop
    """
    opened: int = _parts["open_app"]([] if data is None else ["--data", str(data)])
    return opened


@app.command()
def demo(
    out: Annotated[Path, typer.Option(help="Where the demo shop and its papers go.")],
    days: Annotated[int, typer.Option(min=1, max=366, help="Days to live.")] = 31,
    seed: Annotated[int, typer.Option(help="Same seed, same month.")] = 7,
    settings: Annotated[
        Path | None, typer.Option(help="A real shop's categories and prices.")
    ] = None,
) -> int:
    """Make a demo shop in OUT/shop and live a month in it; its papers go to OUT/papers.

    Example: reuse-pos demo --out demo
    """
    for line in _parts["demo"](out, days=days, seed=seed, settings=settings, say=_progress()):
        _say(line)
    return HOLDS


@app.command()
def doctor(data: Data = None, as_json: AsJson = False) -> int:
    """Check integrity, ledgers, journal; rebuild every projection and compare.

    Example: reuse-pos doctor --data demo/shop
    """
    with _shop(data) as shop:
        health = shop.doctor.examine(_progress())
    if as_json:
        findings = [asdict(one) for one in health.findings]
        _say(json.dumps({"sound": health.sound, "counts": health.counts, "findings": findings}))
    else:
        from reuse_pos.services.health_words import health_sentence

        for one in health.findings:
            _say(health_sentence(one))
        _say(_("Everything holds.") if health.sound else _("Some things do not hold: see above."))
    return HOLDS if health.sound else DOES_NOT_HOLD


@fiscal_app.command("verify")
def fiscal_verify(
    data: Data = None,
    as_json: AsJson = False,
    till: Annotated[str | None, typer.Option(help="One till, like 001-1.")] = None,
    archive: Annotated[
        Path | None, typer.Option(help="An archive file instead of the shop.")
    ] = None,
    key: Annotated[
        list[str] | None,
        typer.Option(
            "--key", "--pub", help="Short name of a key known from paper: a till must sign with it."
        ),
    ] = None,
    first: Annotated[int, typer.Option("--from", min=1, help="The record to begin with.")] = 1,
) -> int:
    """Check the till journal from the first record to the last, or an archive of it.

    Example: reuse-pos fiscal verify --data demo/shop
    """
    if archive is not None:
        if till is not None or first > 1:
            raise Refusal(
                _("An archive is checked whole. Nothing was checked. Leave out --till and --from."),
                "whole",
            )
        return _verify_archive(archive, frozenset(key or ()), as_json)
    with _shop(data) as shop:
        if till is not None and till not in _journals(shop):
            raise Refusal(
                _(
                    "There is no till called {till}. Nothing was changed. Choose another.",
                    till=till,
                ),
                "no_till",
            )
        verdict = shop.doctor.verify_journal(till, first, frozenset(key or ()))
    if as_json:
        findings = [
            {"till": one.till, "seq": one.seq, "code": one.code, "detail": one.detail}
            for one in verdict.findings
        ]
        _say(json.dumps({"ok": verdict.ok, "records": verdict.n_records, "findings": findings}))
    else:
        from reuse_pos.services.fault_words import finding_sentence

        for one in verdict.findings:
            _say(f"{finding_sentence(one)} [{one.code}]")
        _say(
            ngettext(
                "The journal holds: {n} record.", "The journal holds: {n} records.",
                verdict.n_records,
            ) if verdict.ok else ngettext(
                "The journal does not hold: {n} finding.",
                "The journal does not hold: {n} findings.", verdict.n_findings,
            )
        )  # fmt: skip
    return HOLDS if verdict.ok else DOES_NOT_HOLD


def _journals(shop: Shop) -> set[str]:
    practice = shop.training.facts()
    known = {one.till for one in shop.till.tills()}
    return known if practice is None else known | {practice.till}


def _verify_archive(file: Path, keys: frozenset[str], as_json: bool) -> int:
    from reuse_pos.services.archive import check_file
    from reuse_pos.services.fault_words import archive_sentence

    verdict = check_file(file, keys)
    if as_json:
        findings = [asdict(one) for one in verdict.findings]
        _say(json.dumps({"ok": verdict.ok, "records": verdict.n_records, "findings": findings}))
        return HOLDS if verdict.ok else DOES_NOT_HOLD
    for one in verdict.findings:
        _say(f"{archive_sentence(one)} [{one.code}]")
    for till, (seq, digest) in sorted(verdict.lasts.items()):
        _say(_("Till {till}: last record {seq}, hash {hash}", till=till, seq=seq, hash=digest))
    for key_id, public in sorted(verdict.keys.items()):
        _say(_("Key {key}: {public}", key=key_id, public=public))
    _say(_("The archive holds: {n} records.", n=verdict.n_records) if verdict.ok
         else _archive_faults(verdict.n_findings))  # fmt: skip
    return HOLDS if verdict.ok else DOES_NOT_HOLD


def _archive_faults(n: int) -> str:
    return ngettext(
        "The archive does not hold: {n} finding.", "The archive does not hold: {n} findings.", n
    )


@fiscal_app.command("archive")
def fiscal_archive(
    out: Annotated[Path, typer.Option(help="The ZIP to write.")],
    year: Annotated[str, typer.Option(help="An accounting year, like 2026.")] = "",
    month: Annotated[str, typer.Option(help="Or one month, like 2026-10.")] = "",
    replace: Annotated[bool, typer.Option("--replace", help="Write over the file.")] = False,
    data: Data = None,
) -> int:
    """Write a year of every till's journal as one file that anyone can check.

    Example: reuse-pos fiscal archive --year 2026 --out archive-2026.zip --data demo/shop
    """
    root = data or _parts["default_folder"]()
    with _parts["open_shop"](root) as shop:
        period = shop.archive.period(year, month)
        tell = _progress()
        made = shop.archive.make(
            SYSTEM, period, out, replace=replace,
            progress=lambda done, total: tell(f"{100 * done // max(total, 1)} %"),
        ).value  # fmt: skip
    for till, first, last in made.tills:
        _say(_("Till {till}: records {first} to {last}", till=till, first=first, last=last))
    for till in made.open_tills:
        _say(_("Till {till}: this period is not closed yet.", till=till))
    if not made.verdict.ok:
        _say(_archive_faults(made.verdict.n_findings))
        return DOES_NOT_HOLD
    _say(_("Archive written and read back: {file}", file=str(out)))
    return HOLDS


@fiscal_app.command("rotate-key")
def fiscal_rotate_key(
    till: Annotated[str, typer.Option(help="Which till, like 001-1.")],
    reason: Annotated[str, typer.Option(help="Why; the journal keeps it.")],
    data: Data = None,
) -> int:
    """Give a till a new signing key; the old one vouches for it in the journal.

    Example: reuse-pos fiscal rotate-key --till 001-1 --reason "New computer" --data demo/shop
    """
    from reuse_pos.domain.paper import render_text

    with _parts["open_shop"](data or _parts["default_folder"]()) as shop:
        shop.till_keys.rotate(SYSTEM, till, reason)
        for line in render_text(shop.till_keys.paper(till)):
            _say(line)
    return HOLDS


@fiscal_app.command("attest")
def fiscal_attest(
    publisher: Annotated[str, typer.Option(help="Who publishes this program.")] = "",
    data: Data = None,
) -> int:
    """Print the publisher's attestation for this shop, ready to be checked and signed.

    Example: reuse-pos fiscal attest --publisher "Éditeur SAS" --data demo/shop
    """
    from reuse_pos.services.attestation import attestation

    with _shop(data) as shop:
        _say(attestation(shop.office, publisher))
    return HOLDS


@app.command()
def report(
    code: Annotated[str, typer.Argument(help="A report's code, or “list”.")],
    month: Annotated[
        str, typer.Option(help="Like 2026-10; without it the last one in which anything moved.")
    ] = "",
    first: Annotated[
        str, typer.Option("--from", help="Instead of one month, the first of several.")
    ] = "",
    last: Annotated[
        str, typer.Option("--to", help="The last of them; without it the one in course.")
    ] = "",
    form: Annotated[str, typer.Option("--format", help="pdf, xlsx, csv or json.")] = "json",
    out: Annotated[Path | None, typer.Option(help="The file to write.")] = None,
    data: Data = None,
) -> int:
    """Write a report of a month or of several, or list the reports there are.

    Example: reuse-pos report diverted --month 2026-10 --format csv --data demo/shop
    """
    with _shop(data) as shop:
        if code == "list":
            for one in shop.reporting.reports():
                _say(f"{one.code}: {one.title}")
            return HOLDS
        month = checked_month(_period(month, first, last, shop))
        file = out or Path(f"{code}-{month.replace('/', '_')}.{form}")
        path = shop.reporting.export(SYSTEM, month, form, file, code)
    _say(str(path))
    return HOLDS


def _period(month: str, first: str, last: str, shop: Shop) -> str:
    """The month or months asked for."""
    if (month and first) or (last and not first):
        raise Refusal(
            _("Give --month, or --from and --to. Nothing was read. See {help}.",
              help="reuse-pos report --help"),
            "period",
        )  # fmt: skip
    if not first:
        return month or shop.reporting.latest_month()
    last = last or shop.reporting.latest_month()
    return first if first == last else f"{first}/{last}"


@app.command()
def version() -> int:
    """The program's name and version.

    Example: reuse-pos version
    """
    _say(SOFTWARE)
    return HOLDS


@contextmanager
def _shop(data: Path | None) -> Iterator[Shop]:
    with _parts["open_shop"](data or _parts["default_folder"](), read_only=True) as shop:
        yield shop


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


def _refuse(sentence: str) -> int:
    sys.stderr.write(sentence + "\n")
    return REFUSED


def _misread(trouble: Exception) -> str:
    """What is wrong with a command line, and where its help is."""
    context = getattr(trouble, "ctx", None)
    told = f"{'reuse-pos' if context is None else context.command_path} --help"
    param = getattr(trouble, "param", None)
    name = max(param.opts, key=len) if param is not None else ""
    match type(trouble).__name__:
        case "MissingParameter":
            return _("{name} is missing. Nothing was done. See {help}.", name=name, help=told)
        case "BadParameter" if name:
            return _(
                "The value of {name} does not fit. Nothing was done. See {help}.",
                name=name, help=told,
            )  # fmt: skip
        case "NoSuchOption":
            option = getattr(trouble, "option_name", "")
            return _(
                "There is no option {name}. Nothing was done. See {help}.", name=option, help=told
            )
        case _:
            return _("This command is not understood. Nothing was done. See {help}.", help=told)


def _progress() -> Callable[[str], None]:
    """A line that says what is being done, on a terminal only."""
    if not sys.stderr.isatty():
        return lambda _words: None
    from rich.console import Console

    console = Console(stderr=True)
    return lambda words: console.print(f"[dim]{words}[/dim]", end="\r")
