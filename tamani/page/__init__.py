"""A page: received bytes to text, lines, blocks, and what the page says about itself."""
