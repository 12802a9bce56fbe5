"""The `volteface` command: every flow without a deployment, and the reading tools."""

from __future__ import annotations

import logging
import os
import sys
from typing import Annotated

import typer

from flows.commands import curating, keeping, reading, running, sourcing, storing
from flows.commands.console import complain
from storage.domain.errors import PackError, ServerUnavailable, VoltefaceError

INTERRUPTED = 130  # what a shell gives a command that Ctrl-C ended

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
    """Run the command line. Exit codes: 0 done, 1 the run failed, 2 the input cannot be used, 130 stopped by Ctrl-C."""
    try:
        _run()
    except PackError as problem:
        complain(str(problem), problem.problems)
        sys.exit(2)
    except ServerUnavailable as problem:
        complain(str(problem))
        sys.exit(1)
    except VoltefaceError as problem:
        complain(str(problem))
        sys.exit(2)
    except OSError as problem:  # a full disk, a folder that may not be written: what the system says is the sentence
        _print_no_more()
        if not isinstance(problem, BrokenPipeError):  # whoever read with us has had enough, as `head` has
            logging.getLogger("flows").debug("the command ended here", exc_info=problem)
            complain(
                f"{problem.filename or 'what is printed'} cannot be read or written: {problem.strerror or problem}"
            )
            sys.exit(1)


def _run() -> None:
    """Typer ends Ctrl-C and a closed pipe by itself, without a word: they are known by what they leave behind."""
    try:
        app()
    except SystemExit as end:
        if isinstance(end.__context__, BrokenPipeError):
            raise end.__context__ from None
        if end.code == INTERRUPTED:
            complain("stopped; everything finished so far is kept, and running again goes on from there")
        sys.stdout.flush()  # a full disk is met here, and not by the interpreter on its way out
        raise


def _print_no_more() -> None:
    """What is still to be printed goes nowhere: the interpreter would try it again at the end, and complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
