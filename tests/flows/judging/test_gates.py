"""The gates: near misses that leave a position where it was."""

from __future__ import annotations

from dataclasses import replace

from storage.domain.attribution import Modality
from storage.domain.finding import Kind
from tests.flows.judging.harbour import ADA, CREW, DOCKERS
from tests.flows.judging.specification import (
    AGAINST,
    FOR,
    HEARSAY,
    PROVISIONAL,
    PUBLISHED,
    REVERSED,
    TWO_FOR,
    History,
    Specification,
    said,
    seems,
)

history = Specification()


def not_counted(name: str, **refused) -> None:
    """Two quotations against that a gate refuses leave two for standing."""
    history(name, *TWO_FOR, said("2024-01-10", AGAINST, **refused), said("2024-03-10", AGAINST, **refused))


not_counted("words of somebody unknown do not count for the body they sound like", by=None)
not_counted("words of a body that the pack does not know do not count", by="lighthouse-keepers")
not_counted("words said as hypothesis do not count", modality=Modality.HYPOTHETICAL)
not_counted("a question is not an answer", modality=Modality.QUESTION)
not_counted("what the article only recalls is not said now", modality=Modality.RECALLED, directness=PUBLISHED)
not_counted("what a body reports of others is not its view", modality=Modality.ATTRIBUTED_TO_OTHER)
not_counted("what a body repeats without endorsing it is not its view", endorsed=False)
not_counted("hearsay does not count", directness=HEARSAY)
not_counted("words about another nation's rules do not count", nation="borland")
not_counted("words about something else move nothing here", on=CREW)
not_counted("words about what the pack does not hold count nowhere", on="whale-oil")
not_counted("a version of the proposition that the pack does not hold yet counts nowhere", version=2)
not_counted("another body's words move nobody else", by=DOCKERS)
not_counted("a former president's words do not count for the body", person=ADA)
not_counted("words dated after they were seen do not count", seen_at="2023-12-01T12:00")
history(
    "a span that is not verbatim does not count",
    *TWO_FOR,
    *(replace(said(f"2024-0{m}-10", AGAINST), text="shorter than its offsets say") for m in (1, 3)),
)
history(
    "the same words in two papers are one utterance",
    *TWO_FOR, said("2023-09-10", AGAINST, text="We cannot live with a cap on what harbours earn, ever.", article="a"),
    said("2023-09-12", AGAINST, text="“We cannot live with a cap on what harbours earn, ever”", article="b"),
    found=((Kind.REVERSAL, PROVISIONAL, seems("support", "opposition")),),
)  # fmt: skip
history(
    "the same words reprinted a year later are still one utterance",
    *TWO_FOR, said("2023-09-10", AGAINST, text="We cannot live with a cap on what harbours earn, ever.", article="a"),
    said("2024-09-12", AGAINST, text="We cannot live with a cap on what harbours earn, ever.", article="b"),
    found=((Kind.REVERSAL, PROVISIONAL, seems("support", "opposition")),),
)  # fmt: skip
LINE = "We remain committed to a cap on what harbours may earn, as we always were."
history(
    "a standing line repeated every year is said again, and is no stale baseline",
    *(said(f"202{year}-01-10", FOR, text=LINE, article=f"of-202{year}") for year in (1, 2, 3, 4)),
    said("2024-06-10", AGAINST), said("2024-08-10", AGAINST),
    found=(REVERSED,),
)  # fmt: skip
history(
    "a shortened quotation in another paper is the same utterance",
    *TWO_FOR, said("2023-09-10", AGAINST, text="We cannot live with a cap on what harbours earn, ever.", article="a"),
    said("2023-09-12", AGAINST, text="cannot live with a cap on what harbours earn", article="b"),
    found=((Kind.REVERSAL, PROVISIONAL, seems("support", "opposition")),),
)  # fmt: skip
history(
    "other words a month later are a second utterance",
    *TWO_FOR, said("2023-09-10", AGAINST, text="We cannot live with a cap on what harbours earn, ever.", article="a"),
    said("2023-10-12", AGAINST, text="Profits pay for dredging; capping them would silt up every port.", article="b"),
    found=(REVERSED,),
)  # fmt: skip
history(
    "a line and its negation share most of their words and are no copies of one another",
    said("2023-11-10", FOR),
    said("2024-01-10", FOR, text="We support the cap on what harbours may earn from every ship that ties up here."),
    said(
        "2024-02-20", AGAINST,
        text="We no longer support the cap on what harbours may earn from every ship that ties up here.",
    ),
    said("2024-04-05", AGAINST, text="We do not support the cap on what harbours may earn from ships that tie up."),
    found=(REVERSED,),
)  # fmt: skip
history(
    "one line read both ways in two papers is still one utterance, and settles nothing",
    *TWO_FOR, said("2023-09-10", AGAINST, text="We cannot live with a cap on what harbours earn, ever.", article="a"),
    said("2023-09-12", FOR, text="We cannot live with a cap on what harbours earn, ever.", article="b"),
    found=((Kind.REVERSAL, PROVISIONAL, seems("support", "opposition")),),
)  # fmt: skip


@history.cases()
def test_history(told: History):
    told.check()
