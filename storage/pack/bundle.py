"""The four files of a pack, each checked on its own, before they are held against each other."""

from __future__ import annotations

import difflib
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


FILES = ("topics.yaml", "stakeholders.yaml", "sources.yaml", "articles.yaml")


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

    @property
    def unsure(self) -> set[str]:
        """Ids of entries that are wrong in themselves: what refers to them is not wrong too."""
        return {name for document in self.documents.values() for name in document.unsure}

    def problems(self) -> Iterator[Problem]:
        for document in self.documents.values():
            yield from document.problems


def _stranger(path: Path) -> Document:
    """A file that nothing reads is most likely a misspelt one."""
    close = difflib.get_close_matches(path.name, FILES, n=1)
    fix = f"rename it to {close[0]}" if close else "remove it, or give it another ending"
    return Document(str(path), problems=[Problem(str(path), 0, "is no file of a pack, and nothing reads it", fix)])


def read_bundle(folder: Path) -> Bundle:
    """Read the files of `folder`. Only the topics must be there: a pack may even go without stakeholders."""
    documents = {path.stem: _stranger(path) for path in sorted(folder.glob("*.y*ml")) if path.name not in FILES}

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
        stakeholders_file=read("stakeholders", StakeholdersFile, required=False),
        sources_file=read("sources", SourcesFile, required=False),
        articles_file=read("articles", ArticlesFile, required=False),
    )
