"""Reading: the steps from a parsed article to actors, times, quotations and flags."""
