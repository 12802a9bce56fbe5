"""Load a sector pack: all of it, or nothing and every reason why not."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from storage.domain.errors import PackError
from storage.domain.sector import Registry
from storage.pack.building import build_registry
from storage.pack.bundle import Bundle, read_bundle
from storage.pack.crosschecks import cross_check
from storage.pack.problems import Problem
from storage.pack.quality import remarks
from storage.pack.reference import field_reference
from storage.pack.texts import check_texts

__all__ = ["PackCheck", "Problem", "check_pack", "field_reference", "load_pack"]


def load_pack(folder: Path) -> Registry:
    """Return the registry of the pack in `folder`.

    Raises PackError when anything is wrong: one sentence, and in `problems` one line for each thing
    with its file, line and a fix.
    """
    bundle = _bundle(folder)
    problems = _problems(bundle)
    if problems:
        first, more = problems[0], len(problems) - 1
        others = f", and {more} more problem{'s' if more > 1 else ''} (see `volteface check`)" if more else ""
        raise PackError(f"The pack {folder} cannot be used: {first}{others}", tuple(map(str, problems)))
    return build_registry(bundle)


@dataclass(frozen=True, slots=True)
class PackCheck:
    """Everything there is to say about a pack, in the order of files and lines."""

    problems: tuple[Problem, ...]  # the pack cannot be used
    remarks: tuple[Problem, ...]  # it can, and would be better for a look
    size: tuple[tuple[int, str], ...]  # (48, "propositions"), ...


def check_pack(folder: Path) -> PackCheck:
    """Return all that is wrong with the pack in `folder`, and what is worth a look.

    Raises PackError when there is no such folder.
    """
    bundle = _bundle(folder)
    size = (
        (len(bundle.propositions), "propositions"),
        (len(bundle.stakeholders), "stakeholders"),
        (len(bundle.sources), "sources"),
        (len(bundle.articles), "articles"),
    )
    return PackCheck(tuple(_problems(bundle)), tuple(sorted(remarks(bundle))), size)


def _bundle(folder: Path) -> Bundle:
    if not folder.is_dir():
        raise PackError(f"There is no pack in {folder}: it is not a folder.")
    return read_bundle(folder)


def _problems(bundle: Bundle) -> list[Problem]:
    found = [*bundle.problems(), *cross_check(bundle), *check_texts(bundle)]
    return sorted(set(found))
