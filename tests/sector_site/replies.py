"""What a well-behaved server answers, to stand beside the misbehaving ones."""

from tests.sector_site.feeds import item, rss
from tests.sector_site.site import Response

FEED = rss(item(1, link="http://northmoor.example/1", guid="1"))


def with_etag(etag, body=FEED, **more):
    def answer(_site, seen):
        if seen.headers.get("if-none-match") == etag:
            return Response(status=304, headers={"ETag": etag})
        return Response(body, headers={"ETag": etag, **more})

    return answer


def to(target, status):
    return Response(status=status, headers={"Location": target})
