"""The one Jinja environment: everything is escaped, cleaned, and printed by the same words everywhere."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from matplotlib import __version__ as matplotlib_version

from flows.reporting import dates, inert, naming, plots
from storage.domain.digest import Citation, Flag, Standing, Timeline
from storage.domain.finding import ChangeKind, Role
from storage.domain.stance import Stance

NAVIGATION = (
    ("Digests", "index.html"),
    ("Stakeholders", "stakeholders/index.html"),
    ("Topics", "propositions/index.html"),
    ("Matrix", "matrix.html"),
    ("Search", "search.html"),
)


def render(template: str, *, root: str = "", script: str | None = None, **context: Any) -> str:
    """Return one self-contained page. `root` leads from it to the top of the site; `script` names a file of ours."""
    code = _resource(script) if script else ""
    return render_part(
        template,
        root=root,
        css=Markup(_resource("style.css")),  # noqa: S704 - our own file
        script=Markup(code),  # noqa: S704 - our own file
        policy=_policy(code),
        navigation=NAVIGATION,
        **{"feeds": (), "here": "", **context},
    )


def render_part(template: str, **context: Any) -> str:
    """Return a template that is not a whole page: a feed, an entry."""
    text: str = _environment().get_template(template).render(**context)
    return text


@cache
def _resource(name: str) -> str:
    return (files("flows.reporting") / "templates" / name).read_text(encoding="utf-8").strip()


@cache
def _policy(script: str) -> str:
    """Nothing may be loaded. Our one style sheet and our one script are allowed by their content."""
    scripts = f"'sha256-{_sha(script)}'" if script else "'none'"
    style = _sha(_resource("style.css"))
    return (
        f"default-src 'none'; style-src 'sha256-{style}'; script-src {scripts}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _sha(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def version() -> str:
    """Changes when the code, the words or the style of a page may have changed: pages are then written again."""
    folder = files("flows.reporting")
    parts = [p for place in (folder, folder / "templates") for p in place.iterdir() if p.is_file()]
    told = "".join(part.read_text(encoding="utf-8") for part in sorted(parts, key=lambda p: p.name))
    return hashlib.sha256(f"{matplotlib_version}{told}".encode()).hexdigest()[:16]


def told(flag: Flag) -> str:
    """What happened to our own conclusion, where that is the news."""
    match flag.change:
        case ChangeKind.RETRACTED:
            return f"Withdrawn: {inert.line(flag.reason)}"
        case ChangeKind.AMENDED:
            return f"Changed: {inert.line(flag.reason)}"
        case ChangeKind.ARCHIVE:
            return "It happened before the last look and was found since."
        case ChangeKind.NEW:
            return ""


def sides(flag: Flag) -> list[list[Citation]]:
    """What was said before, and what after or beside it; the most telling statement of each side stands first."""
    earlier = [c for c in flag.citations if c.role is Role.BEFORE]
    later = [c for c in flag.citations if c.role is not Role.BEFORE]
    return [side for side in (earlier, later) if side]


def by_topic(rows: Iterable[Standing]) -> list[tuple[str, list[Standing]]]:
    """Rows under the id of their topic, in the order they come in: by its label, as in every other format."""
    return [(topic, list(group)) for topic, group in groupby(rows, key=lambda row: row.topic_id)]


def by_year(citations: Iterable[Citation]) -> list[tuple[str, list[Citation]]]:
    """Citations under the year in which they were said, in the order they come in."""
    return [(name, list(group)) for name, group in groupby(citations, key=_year)]


def shown_and_folded(rows: Sequence[Any], limit: int) -> tuple[Sequence[Any], Sequence[Any]]:
    """The rows that are shown at once, and those behind a fold."""
    return rows[:limit], rows[limit:]


def _year(citation: Citation) -> str:
    return str(citation.said_on.first.year) if citation.said_on else "undated"


def tally(rows: Iterable[Standing]) -> list[tuple[Stance, int]]:
    """How many stand where, from support to opposition."""
    found = Counter(row.stance for row in rows)
    return [(stance, found[stance]) for stance in sorted(found, reverse=True)]


def notes(flag: Flag) -> str:
    """What else to know, as far as the sentence of the finding does not say it already."""
    return "; ".join(note for note in flag.finding.notes if note not in flag.finding.wording)


def shorten(text: str, limit: int = 220) -> str:
    """Cut at a word, with an ellipsis: a shortened quotation must look shortened."""
    if len(text) <= limit:
        return text
    return text[:limit].rsplit(" ", 1)[0] + " …"


def plain(text: str) -> str:
    """Write the codebook's labels for stances as words: an editor's `qualified_oppose` is `qualified opposition`."""
    return _LABELS.sub(lambda match: naming.STANCES[Stance.from_label(match[0])], text)


_LABELS = re.compile(r"\b(?:qualified_support|qualified_oppose)\b")


def balanced(text: str) -> str:
    """Close the quotation marks that open within `text`, and open those that close: for words shown alone.

    The marks stand in the article, beyond the edge of the quotation, or of the piece of it before an ellipsis.
    """
    return " … ".join(map(_balanced, text.split(" … ")))


_CLOSING = {"“": "”", "‘": "’"}
# In "don’t" and "the councils’ view" the mark is an apostrophe. It closes nothing unless something is open, or it
# stands behind the point or comma that ends the quoted sentence. "‘90s" and "‘em" are apostrophes set wrongly.
_MARK = re.compile(r"“|”|(?<!\w)‘(?!\d|(?:em|tis|twas|til|n|cause)\b)|’(?!\w)")


def _balanced(text: str) -> str:
    opened: list[str] = []
    unopened = ""
    for found in _MARK.finditer(text):
        mark = found[0]
        if mark in _CLOSING:
            opened.append(mark)
        elif opened and _CLOSING[opened[-1]] == mark:
            opened.pop()
        elif mark == "”":
            opened, unopened = [], "“" + unopened
        elif not opened and text[found.start() - 1 : found.start()] in tuple(".,!?…"):
            unopened = "‘" + unopened
    return f"{unopened}{text}{''.join(_CLOSING[mark] for mark in reversed(opened))}"


def _drawn(timeline: Timeline) -> Markup:
    return Markup(plots.draw(timeline))  # noqa: S704 - drawn from dates and stances alone


def _entry(flag: Flag) -> str:
    """The body of a feed entry: HTML, as text that the feed escapes once more."""
    return render_part("entry.html", flag=flag)


def _addresses(flag: Flag) -> list[str]:
    return sorted({url for c in flag.citations if (url := inert.link(c.url))})


def _cleaned(value: Any) -> Any:
    return inert.clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("flows.reporting", "templates"),
        autoescape=True,
        finalize=_cleaned,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "line": inert.line,
        "link": inert.link,
        "said": dates.said,
        "short": dates.short,
        "day": dates.day,
        "age": lambda when, today: dates.age(when, at=today),
        "safe_name": inert.safe_name,
        "instant": dates.instant,
        "stance": lambda value: naming.STANCES[value],
        "mark": lambda value: naming.MARKS[value],
        "kind": lambda value: naming.KINDS[value],
        "counted": naming.counted,
        "percent": naming.percent,
        "role": lambda citation, flag: naming.role(flag.finding.kind, citation.role),
        "reasons": lambda flag: naming.reasons(flag.finding),
        "notes": notes,
        "sides": sides,
        "by_topic": by_topic,
        "by_year": by_year,
        "shown_and_folded": shown_and_folded,
        "tally": tally,
        "shorten": shorten,
        "balanced": balanced,
        "plain": plain,
        "capital": naming.capital,
        "describe": plots.describe,
        "draw": _drawn,
        "told": told,
        "entry": _entry,
        "sources": _addresses,
        "stakeholder_page": lambda i: f"stakeholders/{inert.safe_name(i)}.html",
        "proposition_page": lambda i: f"propositions/{inert.safe_name(i)}.html",
    }
    return environment
