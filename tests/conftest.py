"""What the whole suite shares: a test that could not be run is named at the end, never passed over."""

from __future__ import annotations

from hypothesis import settings

# A time limit per example fails when the machine is busy, which says nothing about the code.
settings.register_profile("house", deadline=None)
settings.load_profile("house")


def pytest_terminal_summary(terminalreporter):
    """Name every test that was not run, and why: a dot or an `s` in a row is not read by anybody."""
    not_run = terminalreporter.stats.get("skipped", [])
    if not not_run:
        return
    terminalreporter.section(f"{len(not_run)} tests NOT RUN", red=True, bold=True)
    for report in sorted(not_run, key=lambda r: r.nodeid):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        terminalreporter.line(f"{report.nodeid}: {reason.removeprefix('Skipped: ')}")
