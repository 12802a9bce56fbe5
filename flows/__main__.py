"""The `volteface` command: every flow without a deployment, and the reading tools."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from flows.commands import curating, keeping, reading, running, sourcing, storing
from flows.commands.console import complain
from storage.domain.errors import PackError, ServerUnavailable, VoltefaceError

app = typer.Typer(
    name="volteface",
    help="Watch a policy sector's news and say, with dated verbatim evidence, who has changed position on what.",
    epilog="Start with `volteface ingest`, then `volteface open`. More on each: `volteface COMMAND --help`.",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    add_completion=False,
)
for group in (running, reading, curating, sourcing, keeping, storing):
    group.register(app)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"volteface {version('volteface')}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Watch a policy sector's news and say, with dated verbatim evidence, who has changed position on what."""
    from flows.logs import set_up
    from flows.settings import read_settings

    set_up(read_settings())


def main() -> None:
    """Run the command line. Exit codes: 0 done, 1 the run failed, 2 the input cannot be used."""
    try:
        app()
    except PackError as problem:
        complain(str(problem), problem.problems)
        sys.exit(2)
    except ServerUnavailable as problem:
        complain(str(problem))
        sys.exit(1)
    except VoltefaceError as problem:
        complain(str(problem))
        sys.exit(2)
    except KeyboardInterrupt:
        complain("stopped; everything finished so far is kept, and running again goes on from there")
        sys.exit(130)
    except BrokenPipeError:
        sys.exit(0)


if __name__ == "__main__":
    main()
