"""Judge a feed as podcast apps get it: over HTTP, with everything it points to."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from pipeline.checking.conformance.fetching import Client, NoAnswer
from pipeline.checking.conformance.judge import judge_pages, read_pages
from pipeline.checking.conformance.judged_feed import is_web
from pipeline.checking.conformance.served_rules import (
    ORIGIN,
    RANGE,
    SERVED_RULES,
    SOUNDS,
    Resource,
    Served,
    resources,
)
from pipeline.checking.finding import Finding

ANSWERS, FEED_ANSWERS = "served-answers", "served-feed"
RULES = (FEED_ANSWERS, ANSWERS, *SERVED_RULES)
_OF_ANY_ANSWER = ("served-redirects", "served-head")  # the headers of an error say nothing of the file
_AT_ONCE = 8  # requests: as many as a browser makes of one host, and few more
_MOST_FEED_BYTES = 50_000_000


@dataclass(frozen=True, slots=True)
class ServedFeed:
    """How many episodes and files were looked at, and what is wrong."""

    episodes: int
    asked: int
    findings: tuple[Finding, ...]


def check_served(url: str, client: Client | None = None) -> ServedFeed:
    """Fetch a feed and its pages, judge them, and ask for everything they point to, several at a time."""
    client = client or Client()
    refused: list[Finding] = []

    def fetch(address: str) -> bytes | None:
        try:
            answer = client.ask(address, most_bytes=_MOST_FEED_BYTES)
        except NoAnswer as error:
            refused.append(Finding(address, f"does not answer: {error}", FEED_ANSWERS))
            return None
        if answer.status != 200:
            refused.append(Finding(address, f"answers {answer.status}, not 200", FEED_ANSWERS))
            return None
        return answer.body

    pages, findings = read_pages(url, fetch)
    findings = (refused or findings) + judge_pages(pages)
    named = {one.url: one for page in reversed(pages) for one in reversed([*resources(page)])}
    asked = [one for one in reversed(named.values()) if is_web(one.url)]
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for found in pool.map(lambda one: _look_at(one, client), asked):
            findings += found
    return ServedFeed(sum(len(page.items) for page in pages), len(asked), tuple(findings))


def _look_at(resource: Resource, client: Client) -> list[Finding]:
    where = f"{resource.where}, {resource.url}"
    try:
        head = client.ask(resource.url, "HEAD", {"Origin": ORIGIN}, most_bytes=0)
        part = None
        if resource.kind in SOUNDS and head.status == 200:
            asked = {"Range": f"bytes={RANGE[0]}-{RANGE[1]}"}
            part = client.ask(resource.url, "GET", asked, most_bytes=RANGE[1] - RANGE[0] + 2)
    except NoAnswer as error:
        return [Finding(where, f"does not answer: {error}", ANSWERS)]
    served = Served(resource, head, part)
    rules = SERVED_RULES if head.status == 200 else {n: SERVED_RULES[n] for n in _OF_ANY_ANSWER}
    return [Finding(where, what, name) for name, rule in rules.items() for what in rule(served)]
