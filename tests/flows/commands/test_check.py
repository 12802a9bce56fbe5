"""`volteface check`: problems with file, line and a fix, and exit code 2 when there is one."""

from __future__ import annotations

import typer
from typer.testing import CliRunner

from flows.commands.check import check
from tests.storage.pack.editing import HARBOURS, a_pack_with

app = typer.Typer()
app.command()(check)


@app.callback()
def main() -> None:
    """A second command line with this one command."""


def test_a_sound_pack_is_called_sound_and_counted():
    result = CliRunner().invoke(app, ["check", "--seeds", str(HARBOURS)])

    assert result.exit_code == 0
    assert "is sound: 3 propositions, 4 stakeholders, 3 sources, 2 articles." in result.stdout
    assert "remark" in result.stdout


def test_quiet_leaves_the_remarks_out():
    result = CliRunner().invoke(app, ["check", "--quiet", "--seeds", str(HARBOURS)])

    assert len(result.stdout.splitlines()) == 1


def test_a_problem_is_printed_with_its_line_and_fix_and_the_exit_code_is_two(tmp_path):
    pack = a_pack_with(tmp_path, "sources.yaml", "kind: page", "kind: pages")

    result = CliRunner().invoke(app, ["check", "--quiet", "--seeds", str(pack)])

    assert result.exit_code == 2
    problem, verdict = result.stdout.splitlines()
    assert problem == f"problem  {pack}/sources.yaml:14: `kind` cannot be 'pages'; fix: write page"
    assert verdict == f"The pack {pack} cannot be used: 1 problem."


def test_the_pack_of_the_setting_is_checked_without_an_option(monkeypatch):
    monkeypatch.setenv("VOLTEFACE_SEEDS", str(HARBOURS))

    assert "3 propositions" in CliRunner().invoke(app, ["check", "--quiet"]).stdout


def test_the_fields_of_a_pack_can_be_looked_up():
    result = CliRunner().invoke(app, ["check", "--fields"])

    assert "| `measure_terms` | list of text |" in result.stdout
