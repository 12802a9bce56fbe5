"""Sixty virtual days with random faults end as undisturbed ones do; `python -m tests.sector_site.soak` does more."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.sector_site.soak import Trial
from tests.sector_site.soak_faults import Kind
from tests.sector_site.soak_world import patched

SEED = 1


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trial]:
    with pytest.MonkeyPatch.context() as patch, patched(patch.setattr):
        begun = Trial(tmp_path_factory.mktemp("soak"))
        yield begun
        begun.world.close()


@pytest.mark.xdist_group("soak")
def test_sixty_days_with_faults_end_as_the_undisturbed_ones(trial: Trial):
    assert len(trial.calm.exported["positions"]) > 60
    assert trial.calm.exported["findings"]
    harmless, different = trial.harmless(SEED)
    assert different == []
    wild, different = trial.wild(SEED)
    assert different == []
    met = {end.partition(":")[0] for end in harmless.ended | wild.ended}
    assert met >= set(map(str, Kind)) - {str(Kind.FULL), str(Kind.RESET)}
    assert sum(end.endswith(": killed") for end in harmless.ended) >= 2
