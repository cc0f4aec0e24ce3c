"""A real HTTP server for each test, and gathering from it without pauses."""

import pytest
from gather_site import Site

from tamani.gather import Gathered, Missed, Options, gather


@pytest.fixture
def site():
    made = Site()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def collect():
    """Gathers from loopback without pauses; what was gathered and what was missed."""

    def collect(*sources, **options):
        settings = {"allow_private": True, "delay": 0.0, "time_limit": 10.0} | options
        found = list(gather([str(source) for source in sources], Options(**settings)))
        return (
            [one for one in found if isinstance(one, Gathered)],
            [one for one in found if isinstance(one, Missed)],
        )

    return collect
