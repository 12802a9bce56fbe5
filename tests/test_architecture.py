"""The house keeps its shape: layout, import directions, size, and what must never be in the tree."""

from __future__ import annotations

import ast
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
TOP_LEVEL = {
    "flows", "seeds", "storage", "tests", "prefect.yaml", "pyproject.toml", "README.md", "CHANGELOG.md", "LICENSE",
    "Makefile", "requirements.lock", "requirements-dev.lock", ".ci", ".gitignore",
}  # fmt: skip


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [Path(line) for line in listed.splitlines()]


def sources() -> list[Path]:
    return [path for path in tracked() if path.suffix == ".py" and path.parts[0] in {"flows", "storage"}]


def test_the_top_level_is_what_the_design_fixes():
    assert {path.parts[0] for path in tracked()} <= TOP_LEVEL


def test_every_module_opens_with_one_sentence_a_newcomer_can_use():
    silent = [path for path in sources() if not ast.get_docstring(ast.parse((ROOT / path).read_text(encoding="utf-8")))]
    assert silent == []


def test_no_module_is_much_above_three_hundred_lines():
    written = [path for path in sources() if path.parent.name != "versions"]  # a migration is one list of tables
    long = [path for path in written if len((ROOT / path).read_text(encoding="utf-8").splitlines()) > 330]
    assert long == []


def test_only_the_flows_themselves_know_prefect():
    knowing = set()
    for path in sources():
        for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if any(name.split(".")[0] == "prefect" for name in names):
                knowing.add(path.parent.as_posix())
    assert knowing == {"flows"}


PURE = ("flows/revising", "flows/reading", "flows/judging", "flows/reporting", "flows/scoring", "storage/domain")
IMPURE_CALLS = {"open", "input", "print"}
IMPURE_ATTRIBUTES = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("date", "today"),
    ("time", "time"),
    ("random", "random"),
}


@pytest.mark.parametrize("folder", PURE)
def test_pure_stages_read_no_clock_no_file_and_no_dice(folder: str):
    broken = []
    for path in sources():
        if not path.as_posix().startswith(folder + "/"):
            continue
        for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            if isinstance(node.func, ast.Name) and node.func.id in IMPURE_CALLS:
                broken.append(f"{path}:{node.lineno}: {node.func.id}()")
            if (
                isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
                and (node.func.value.id, node.func.attr) in IMPURE_ATTRIBUTES
            ):
                broken.append(f"{path}:{node.lineno}: {node.func.value.id}.{node.func.attr}()")
    assert broken == []


def test_the_locks_carry_hashes_and_no_registry_address():
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "http://" not in text
        assert "https://" not in text
        requirements = [line for line in text.splitlines() if line and not line.startswith((" ", "#", "-"))]
        assert requirements
        assert text.count("--hash=sha256:") >= len(requirements)
