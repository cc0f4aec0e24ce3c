"""The corpus: pages kept as they came, their records as tables, and what can be asked of them."""
