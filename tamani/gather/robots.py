"""robots.txt by RFC 9309: asked for once a host, obeyed, its pause kept."""

from __future__ import annotations

from protego import Protego

from tamani.gather.gathered import GatherError
from tamani.gather.options import ROBOT

SIZE_LIMIT = 512_000
"""Bytes that are looked at; the standard asks for 500 KiB at least."""
PATH = "/robots.txt"


class Rules:
    """What one host allows. Without a file everything is allowed; where it cannot be had, nothing is."""

    def __init__(self, text: str | None, problem: GatherError | None = None) -> None:
        self.has_file = text is not None
        self.problem = problem
        self._rules = Protego.parse(text or "")

    def allows(self, url: str) -> bool:
        """Whether an address may be visited."""
        return self.problem is None and self._rules.can_fetch(url, ROBOT)

    @property
    def delay(self) -> float | None:
        """Seconds that the host wants between two requests."""
        asked = self._rules.crawl_delay(ROBOT)
        rate = self._rules.request_rate(ROBOT)
        if rate is not None and rate.requests:
            asked = max(asked or 0.0, rate.seconds / rate.requests)
        return asked


def rules_from(status: int, content: bytes) -> Rules:
    """The rules in a host's answer for its robots.txt."""
    if 200 <= status < 300:
        return Rules(content[:SIZE_LIMIT].decode("utf-8", "replace").removeprefix("\ufeff"))
    if 400 <= status < 500 and status != 429:
        return Rules(None)
    return Rules(None, GatherError("status", status=str(status)))
