"""kill -9 in the middle of a run, on a real ledger: timers are saved before requests and nothing lands twice."""

import subprocess
import sys
import threading
import time
from datetime import timedelta

from flows.stages import fetch
from tests.flows.stages.ports import a_desk
from tests.sector_site.feeds import item, rss
from tests.sector_site.site import START, Response

CHILD = """
import sys
from pathlib import Path
from types import SimpleNamespace
from flows.stages import fetch
from tests.flows.stages.ports import a_desk
from tests.sector_site.site import START
host = sys.argv[2]
site = SimpleNamespace(host=host, url=lambda path: f"http://{host}{path}")
fetch.poll_sources(a_desk(Path(sys.argv[1]), site, "/slow", "/quick"), now=START)
"""


def test_a_run_killed_while_it_waits_for_an_answer_does_not_ask_again_before_its_time(site, tmp_path):
    reached, release = threading.Event(), threading.Event()
    feed = rss(item(1, guid="1", title="One", extra="<description>Words.</description>"))

    def slow(_site, _seen):
        if not reached.is_set():
            reached.set()
            release.wait(30)
        return Response(feed, headers={"ETag": '"x"'})

    site.on("/slow", slow)
    site.on("/quick", Response(feed, headers={"ETag": '"x"'}))
    child = subprocess.Popen([sys.executable, "-c", CHILD, str(tmp_path), site.host])
    try:
        assert reached.wait(60)
    finally:
        child.kill()
        child.wait()
        release.set()
    time.sleep(1)  # what the killed one had sent may still be on its way to the site's log
    desk = a_desk(tmp_path, site, "/slow", "/quick")
    asked = {path: len(site.visits(path)) for path in ("/slow", "/quick")}
    soon = fetch.poll_sources(desk, now=START + timedelta(minutes=30))
    assert soon.counts["sources polled"] == 0
    assert {path: len(site.visits(path)) for path in asked} == asked
    later = fetch.poll_sources(desk, now=START + timedelta(hours=25))
    assert later.counts["sources polled"] == 2
    fetch.poll_sources(desk, now=START + timedelta(hours=50))
    assert len(list(desk.ledger.articles())) == 2
    desk.ledger.close()
