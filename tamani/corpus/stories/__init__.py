"""Stories: pages on one event, joined as they arrive, across outlets and languages."""
