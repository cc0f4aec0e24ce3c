"""Records as people read them: on a terminal, in a browser."""
