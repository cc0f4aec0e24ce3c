"""Types of act, as PLOVER has them, that behave alike for more than one part of the reading."""

from __future__ import annotations

CALL = "REQUEST"
CALLED_FOR = "PROTEST"
"""The one type of act that is an event of its own where it is asked for."""
DONE_TO = frozenset({"ASSAULT", "COERCE"})
"""Types of act that strike somebody."""
FRIENDLY = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})
"""Types of act that are refused where somebody tells that he will not do them."""
HOSTILE_DEEDS = DONE_TO | {"MOBILIZE"}
HOSTILE_WORDS = frozenset({"ACCUSE", "REQUEST", "THREATEN", "REJECT", "SANCTION"})
MUTUAL = frozenset({"CONSULT", "COOPERATE", "AGREE"})
"""Types of act of which all parties may stand on one side."""
