"""`volteface doctor`: each part that can be unwell, made unwell."""

from __future__ import annotations

import http.server
import threading
from dataclasses import replace
from datetime import timedelta

import pytest

from flows.commands import health
from flows.commands.health import examine_everything, standing, volumes
from flows.settings import Settings
from storage.domain.errors import InputError
from storage.domain.polling import SourceState, Standing
from storage.domain.run import Failure, RunReport, Stage
from storage.domain.source import Source, SourceKind
from storage.ledger import Ledger
from tests.storage.builders import START, a_reading, a_revision, a_statement, an_article, hour
from tests.storage.pack.editing import HARBOURS, a_pack_with

GAZETTE = Source("gazette", "The Gazette", SourceKind.FEED, "https://gazette.example/feed", expected_per_week=(2, 10))


@pytest.fixture
def settings(tmp_path, monkeypatch) -> Settings:
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    return Settings(seeds=HARBOURS, data=tmp_path / "data")


def told(settings: Settings, *, now=START) -> list[str]:
    """What is not well, but that a new installation has no ledger yet: that is a test of its own."""
    complaints = (f"{complaint.where}: {complaint.message}" for complaint in examine_everything(settings, now=now))
    return [complaint for complaint in complaints if not complaint.endswith("the first run makes it")]


def test_a_new_installation_is_well(settings):
    (remark,) = examine_everything(settings, now=START)
    assert remark.message == f"there is none in {settings.data} yet: the first run makes it"
    assert not remark.serious
    assert not (settings.data / "volteface.db").exists(), "looking makes no ledger"


@pytest.mark.parametrize(("found", "says"), [(0, "is silent"), (7, "is too quiet"), (41, "is too loud")])
def test_a_source_outside_its_expected_volume_is_remarked_on(found, says):
    (complaint,) = volumes({"gazette": GAZETTE}, {"gazette": found} if found else {})

    assert says in complaint.message
    assert "2 to 10 a week are expected" in complaint.message
    assert not complaint.serious


@pytest.mark.parametrize("found", [8, 20, 40])
def test_a_source_inside_its_expected_volume_is_well(found):
    assert list(volumes({"gazette": GAZETTE}, {"gazette": found})) == []


def test_no_volume_is_expected_of_a_source_that_is_not_polled_or_promises_nothing():
    quiet = [
        replace(GAZETTE, enabled=False),
        replace(GAZETTE, expected_per_week=None),
        replace(GAZETTE, kind=SourceKind.PAGE),
    ]
    for source in quiet:
        assert list(volumes({"gazette": source}, {})) == []


def test_volumes_are_not_judged_before_four_weeks_have_passed(settings):
    with Ledger.open(data=settings.data) as ledger:
        ledger.add_run(RunReport("ingest", START))

    assert told(settings, now=START + timedelta(days=27)) == []
    assert any("is silent" in line for line in told(settings, now=START + timedelta(days=28)))


def test_a_source_that_is_no_longer_asked_is_a_problem_and_one_that_fails_a_remark():
    states = {
        "gazette": SourceState("gazette", standing=Standing.GONE, note="It answered 410."),
        "herald": SourceState("herald", standing=Standing.DORMANT, rule="ten failures"),
        "left the pack": SourceState("left the pack", standing=Standing.GONE),
    }
    sources = {"gazette": GAZETTE, "herald": replace(GAZETTE, id="herald")}

    assert [(each.message, each.serious) for each in standing(sources, states)] == [
        ("gazette is gone: It answered 410.", True),
        ("herald is dormant: ten failures", False),
    ]


def test_a_clock_that_went_back_is_a_problem(settings):
    with Ledger.open(data=settings.data) as ledger:
        ledger.add_articles([an_article()], seen_at=hour(0))
        ledger.add_revisions([a_revision(seen_at=hour(0))])

    assert told(settings, now=hour(0) - timedelta(minutes=4)) == []
    (line,) = told(settings, now=hour(-3))
    assert line == (
        "clock: it is 2026-03-01 06:00 here, but the ledger saw something at 2026-03-01 09:00: "
        "one of the two clocks is wrong"
    )


def test_a_full_disk_is_a_problem(settings, monkeypatch):
    monkeypatch.setattr(health, "LEAST_FREE", 2**60)

    (line,) = told(settings)
    assert line.startswith("disk: ")


def test_a_pack_with_problems_is_told_and_the_rest_is_still_examined(settings, tmp_path):
    pack = a_pack_with(tmp_path, "sources.yaml", "kind: page", "kind: pages")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "volteface.db").write_text("not a database " * 100)

    first, second = told(settings.model_copy(update={"seeds": pack}))
    assert first.startswith("pack: ")
    assert "cannot be 'pages'" in first
    assert second.startswith("ledger: ")
    assert "is damaged or is not a database" in second


def test_what_awaits_judgement_and_what_is_in_quarantine_is_remarked_on(settings):
    with Ledger.open(data=settings.data) as ledger:
        ledger.add_articles([an_article()], seen_at=hour(0))
        ledger.add_revisions([a_revision()])
        ledger.add_readings([a_reading(a_revision(), a_statement(a_revision()))], read_at=hour(0))
        ledger.quarantine([Failure(Stage.READ, "a9", "It is too long.")], at=hour(0))

    assert told(settings) == [
        "ledger: 1 series await judgement: the next run judges them",
        "ledger: 1 things are in quarantine: the first is a9: It is too long.",
    ]


def test_a_row_that_was_altered_is_a_problem(settings):
    with Ledger.open(data=settings.data) as ledger:
        ledger.add_articles([an_article()], seen_at=hour(0))
        with ledger.database.writing() as connection:
            connection.exec_driver_sql("UPDATE article_version SET title = 'Something else'")

    (line,) = told(settings)
    assert line.startswith("ledger: Row 1 of article_version does not say what its record says: title")


def test_a_prefect_server_that_does_not_answer_is_a_problem(settings, monkeypatch):
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:1/api")
    (line,) = told(settings)
    assert line == "Prefect: the server at http://127.0.0.1:1/api does not answer (ConnectError)"


def test_a_prefect_server_that_answers_is_well(settings, monkeypatch):
    asked = []

    class Healthy(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_arguments):
            """Tests are quiet."""

    with http.server.HTTPServer(("127.0.0.1", 0), Healthy) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setenv("PREFECT_API_URL", f"http://127.0.0.1:{server.server_port}/api")
        assert told(settings) == []
        server.shutdown()

    assert asked == ["/api/health"]


@pytest.mark.parametrize(
    "command",
    [
        ["backup", "b.db"], ["retain", "--days", "3"], ["runs"], ["copies"], ["why", "gazette.example"],
        ["curate"], ["curate", "corrections"], ["curate", "undo", "x"], ["sources", "resume", "seeds"],
    ],
)  # fmt: skip
def test_looking_after_a_ledger_that_is_not_there_makes_none(command, tmp_path, monkeypatch):
    from typer.testing import CliRunner

    from flows.__main__ import app

    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, [*command, "--data", str(tmp_path / "data")])
    assert isinstance(done.exception, InputError)
    assert "there is no ledger in" in str(done.exception)
    assert not (tmp_path / "data").exists()


def test_a_file_that_is_no_backup_makes_no_ledger(tmp_path):
    from typer.testing import CliRunner

    from flows.__main__ import app

    (tmp_path / "b.db").touch()
    done = CliRunner().invoke(app, ["restore", str(tmp_path / "b.db"), "--data", str(tmp_path / "data")])
    assert isinstance(done.exception, InputError)
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("kind", ["{}", "sqlite:///{}", "sqlite+pysqlite:///{}?timeout=1"])
def test_a_copy_from_where_there_is_no_ledger_is_refused_and_makes_none(tmp_path, kind):
    from typer.testing import CliRunner

    from flows.__main__ import app

    done = CliRunner().invoke(app, ["db", "copy", kind.format(tmp_path / "here"), kind.format(tmp_path / "there")])
    assert isinstance(done.exception, InputError)
    assert list(tmp_path.iterdir()) == []


def test_runs_tell_how_long_they_took(settings, tmp_path, capsys):
    from flows.commands.keeping import runs

    with Ledger.open(data=settings.data) as ledger:
        ledger.add_run(RunReport("ingest", START, (("new articles", 3),), seconds=83.4))
    runs(seeds=settings.seeds, data=settings.data)
    told = capsys.readouterr().out
    assert "0:01:23" in told
    assert "3 new articles" in told
