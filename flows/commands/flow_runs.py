"""Run a flow from the command line: check the input first, then Prefect, then say what came of it."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.markup import escape
from rich.panel import Panel

from flows.commands.console import complain
from flows.desk import open_desk, open_known_desk
from flows.revising.urls import canonical
from flows.settings import NO_DASK, parse_instant, prepare_prefect, read_settings
from storage.domain.errors import InputError, ServerUnavailable, VoltefaceError
from storage.domain.finding import Status
from storage.domain.run import RunReport
from storage.domain.sector import Registry
from storage.registry import load_pack

if TYPE_CHECKING:
    from flows.stages.publish import Published

OF_WHAT_IS_KNOWN = frozenset({"digest", "reread"})  # with no ledger, a misspelt folder would look like no news
INSTANTS = ("now", "since", "until", "as_of")


def run_flow(name: str, *, seeds: Path | None, data: Path | None, parameters: dict[str, Any]) -> int:
    """Returns the exit code: 0 completed, wholly or partly; 1 failed. Raises VoltefaceError for bad input."""
    settings = read_settings(seeds=seeds, data=data)
    chosen = {key: value for key, value in parameters.items() if value is not None}
    for key in INSTANTS:
        if key in chosen:
            chosen[key] = parse_instant(chosen[key])
    _check(chosen, load_pack(settings.seeds))
    (open_known_desk if name in OF_WHAT_IS_KNOWN else open_desk)(settings)
    if settings.runner == "dask" and find_spec("prefect_dask") is None:
        raise InputError(NO_DASK)
    prepare_prefect(settings)
    flow = getattr(import_module(f"flows.{name}"), name)
    state = _run(flow, {**chosen, "seeds": str(settings.seeds), "data": str(settings.data)})
    if state.is_failed() or state.is_crashed():
        complain(_why(state))
        return 1
    report, published = state.result()
    tell(report, published, data=settings.data)
    return 0


def _run(flow: Callable[..., Any], parameters: dict[str, Any]) -> Any:
    """Run the flow to its final state. Raises ServerUnavailable when there is no Prefect server to run it with."""
    import httpx

    from flows.server import start_server

    try:
        start_server()
        return flow(**parameters, return_state=True)
    except (RuntimeError, httpx.HTTPError) as problem:
        # What happens inside a flow ends in its state; what is raised here comes from reaching the server.
        server = os.environ.get("PREFECT_API_URL", "its own temporary one")
        raise ServerUnavailable(f"the Prefect server ({server}) did not answer: {problem}") from problem


def _why(state: Any) -> str:
    """Why a run failed, in one sentence."""
    problem = state.result(raise_on_failure=False)
    if isinstance(problem, VoltefaceError):
        return str(problem)
    return f"the run failed: {state.message} (each reason: volteface runs --last 1)"


def _check(chosen: dict[str, Any], registry: Registry) -> None:
    known: dict[str, Collection[str]] = {"stakeholder": registry.stakeholders, "topic": registry.propositions}
    for option, entries in known.items():
        if option in chosen and chosen[option] not in entries:
            raise InputError(f"the pack has no {option} {chosen[option]!r}")
    for source in chosen.get("sources", ()):
        if source not in registry.sources:
            raise InputError(f"the pack has no source {source!r}; `volteface sources list` prints them")
    if chosen.get("min_status", "confirmed") not in list(Status):
        raise InputError(f"no such status: {chosen['min_status']!r} (confirmed, provisional, contested)")
    for url in chosen.get("urls", ()):
        if canonical(url) is None:
            raise InputError(f"{url} is not an address that can be fetched (write https://...)")
    if "since" in chosen and "until" in chosen and chosen["since"] >= chosen["until"]:
        raise InputError(f"the period is empty: it would start at {chosen['since']} and end at {chosen['until']}")
    if "folder" in chosen and not Path(chosen["folder"]).exists():
        raise InputError(f"there is no folder {chosen['folder']}")


def tell(report: RunReport, published: Published | None, *, data: Path) -> None:
    """Print what the run did: the headline, counts, what was not done, and where the digest is."""
    console = Console(highlight=False)
    counts = ", ".join(f"{number} {what}" for what, number in report.counts if number) or "nothing new"
    lines = [f"[dim]{escape(counts)}[/dim]"]
    if report.failures:
        shown = ", ".join(failure.thing for failure in report.failures[:6])
        more = f" and {len(report.failures) - 6} more" if len(report.failures) > 6 else ""
        lines.append(escape(f"not done: {shown}{more} (each with its reason: volteface runs --last 1)"))
    if len(report.notes) == 1:
        lines.append(escape(f"note: {report.notes[0]}"))
    elif report.notes:
        lines.append(f"{len(report.notes)} notes: volteface runs --last 1")
    if published is not None:
        lines.insert(0, f"[bold]{escape(published.headline)}[/bold]")
    console.print(
        Panel("\n".join(lines), title=f"volteface {report.flow}", expand=False, width=min(110, console.width))
    )
    if published is not None:  # below the frame and in one piece, to be clicked or copied
        console.print(escape(f"digest: {data / published.path}"), soft_wrap=True)
