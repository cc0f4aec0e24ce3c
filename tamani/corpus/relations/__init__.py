"""Events between two states or other actors, over time: who counts for whom, which events, how they are counted."""
