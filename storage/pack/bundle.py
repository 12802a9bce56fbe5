"""The four files of a pack, each checked on its own, before they are held against each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from storage.pack.document import Document, read_document
from storage.pack.problems import Problem
from storage.pack.seeds import (
    ArticleSeed,
    ArticlesFile,
    PropositionSeed,
    SectorSeed,
    Seed,
    SourceSeed,
    SourcesFile,
    StakeholderSeed,
    StakeholdersFile,
    TopicsFile,
)
from storage.pack.validation import validated

File = TypeVar("File", bound=Seed)


@dataclass(frozen=True)
class Bundle:
    """What the files say, and where. A file that is missing or wrong is None; `documents` tells why."""

    folder: Path
    documents: dict[str, Document]
    topics: TopicsFile | None
    stakeholders_file: StakeholdersFile | None
    sources_file: SourcesFile | None
    articles_file: ArticlesFile | None

    @property
    def sector(self) -> SectorSeed | None:
        return self.topics.sector if self.topics else None

    @property
    def propositions(self) -> list[PropositionSeed]:
        return self.topics.propositions if self.topics else []

    @property
    def stakeholders(self) -> list[StakeholderSeed]:
        return self.stakeholders_file.stakeholders if self.stakeholders_file else []

    @property
    def sources(self) -> list[SourceSeed]:
        return self.sources_file.sources if self.sources_file else []

    @property
    def articles(self) -> list[ArticleSeed]:
        return self.articles_file.articles if self.articles_file else []

    def problems(self) -> Iterator[Problem]:
        for document in self.documents.values():
            yield from document.problems


def read_bundle(folder: Path) -> Bundle:
    """Read the files of `folder`. A pack may go without sources, and without articles."""
    documents: dict[str, Document] = {}

    def read(stem: str, model: type[File], *, required: bool) -> File | None:
        path = folder / f"{stem}.yaml"
        if not required and not path.exists():
            return None
        documents[stem] = read_document(path)
        return validated(documents[stem], model)

    return Bundle(
        folder=folder,
        documents=documents,
        topics=read("topics", TopicsFile, required=True),
        stakeholders_file=read("stakeholders", StakeholdersFile, required=True),
        sources_file=read("sources", SourcesFile, required=False),
        articles_file=read("articles", ArticlesFile, required=False),
    )
