"""Small feeds and pages for the misbehaving site. All names are invented."""

from __future__ import annotations

from html import escape

PARAGRAPHS = (
    "Northmoor Council will review its support for foster carers after a year in which several families left.",
    "“We will not be rushed into a decision we would regret,” said Maria Lindqvist of Northmoor Carers’ Forum.",
    "The review will look at allowances, training and respite, and will report to the cabinet before summer.",
    "A spokesperson for the council said 15 households had asked to be heard and that all of them would be.",
    "The Harrow Vale Association of Fostering Services welcomed the review but warned that time was short.",
)


def item(
    number: int, *, link: str | None = None, guid: str | None = None, title: str | None = None, extra: str = ""
) -> str:
    parts = [f"<title>{escape(title if title is not None else f'Story {number}')}</title>"]
    parts += [f"<link>{escape(link)}</link>"] if link else []
    parts += [f"<guid>{escape(guid)}</guid>"] if guid else []
    return f"<item>{''.join(parts)}{extra}</item>"


def rss(*items: str, channel: str = "") -> bytes:
    head = f"<title>Northmoor News</title><link>http://northmoor.example/</link>{channel}"
    text = f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>{head}{"".join(items)}</channel></rss>'
    return text.encode()


def page(
    *paragraphs: str, title: str = "Council reviews foster care", head: str = "", before: str = "", after: str = ""
) -> bytes:
    body = "".join(f"<p>{text}</p>" for text in (paragraphs or PARAGRAPHS))
    return (
        f"<!doctype html><html><head><meta charset=utf-8><title>{title} | Northmoor News</title>{head}</head><body>"
        f"<header><nav><a href=/>Home</a> <a href=/news>News</a></nav></header>"
        f"<main><article><h1>{title}</h1>{before}{body}</article>{after}</main>"
        f"<footer><p>© Northmoor News</p></footer></body></html>"
    ).encode()


def in_full(*paragraphs: str) -> str:
    """The whole text inside the item, long enough that no page is asked for."""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs or (*PARAGRAPHS, *PARAGRAPHS, *PARAGRAPHS))
    space = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    return f"<content:encoded {space}><![CDATA[{text}]]></content:encoded>"
