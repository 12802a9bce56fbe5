"""What was said, read from the ledger when it is asked for: a page needs its own series, never all of them at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from flows.desk import Desk
from flows.judging import canonical, series_of
from flows.judging.correcting import correct, moves, standing
from flows.reporting.building import standing as row_of
from flows.reporting.citing import Sources
from flows.reporting.leading import newest_words
from flows.stages.judge import standing_in
from storage.domain.article import Article
from storage.domain.digest import Standing
from storage.domain.finding import Admission, Position
from storage.domain.statement import SeriesId, Statement

AT_ONCE = 100  # series; a hundred thousand statements at once would take 300 MB


class Evidence(Mapping[SeriesId, list[Statement]]):
    """Statements by the series they vote in, as known at `as_of`; where a body was renamed, not the one they name.

    `together` reads many series in one go; nothing of them is kept here.
    """

    def __init__(self, desk: Desk, *, as_of: datetime) -> None:
        self._desk, self._as_of = desk, as_of
        self._corrections = desk.ledger.corrections(as_of=as_of)
        # Whose words a curator moved is decided from all who were read as saying them.
        self._corrected = desk.homes(standing(self._corrections)) if self._corrections else set()
        self._named: defaultdict[SeriesId, set[SeriesId]] = defaultdict(set)
        for series in desk.ledger.series(as_of=as_of):
            self._named[canonical(series, registry=desk.registry)].add(series)
        touched = self._corrected.union(*moves(self._corrections).values())
        for series in {canonical(each, registry=desk.registry) for each in touched}:
            if not self[series]:
                self._named.pop(series, None)
            elif series not in self._named:
                self._named[series] = set()

    def __getitem__(self, series: SeriesId) -> list[Statement]:
        return self.together([series]).get(series, [])

    def __iter__(self) -> Iterator[SeriesId]:
        return iter(sorted(self._named))

    def __len__(self) -> int:
        return len(self._named)

    def __contains__(self, series: object) -> bool:
        return series in self._named

    def together(self, wanted: Iterable[SeriesId]) -> dict[SeriesId, list[Statement]]:
        chosen = set(wanted)
        named = self._corrected.union(*(self._named.get(series, ()) for series in chosen))
        found = correct(
            self._desk.ledger.statements(named, as_of=self._as_of), self._corrections, registry=self._desk.registry
        )
        grouped: defaultdict[SeriesId, list[Statement]] = defaultdict(list)
        for statement in found:
            if (series := series_of(statement, registry=self._desk.registry)) in chosen:
                grouped[series].append(statement)
        return grouped

    def parts(self) -> Iterator[dict[SeriesId, list[Statement]]]:
        """Yield everything, some series at a time."""
        series = list(self)
        for start in range(0, len(series), AT_ONCE):
            yield self.together(series[start : start + AT_ONCE])

    def rows(
        self,
        part: Mapping[SeriesId, list[Statement]],
        *,
        articles: Mapping[str, Article],
        admissions: Mapping[str, Admission],
        passages: bool,
    ) -> Iterator[Standing]:
        """Yield the positions of `part` as pages show them, by series; of one series the newest version last.

        `passages`: with the paragraph around the newest words.
        """
        positions = standing_in(self._desk, part, as_of=self._as_of)
        newest = [words.revision for each in positions if passages and (words := self._newest(each))]
        texts = {revision.id: revision.text for revision in self._desk.ledger.revisions(newest)}
        sources = Sources(self._desk.registry, articles, texts, admissions)
        for position in sorted(positions, key=lambda p: (p.series, p.version, p.since)):
            yield row_of(position, sources=sources)

    def _newest(self, held: Position) -> Statement | None:
        return newest_words(held, self._desk.registry.propositions.get(held.series.proposition))
