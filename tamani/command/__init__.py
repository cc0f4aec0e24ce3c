"""What the commands do, apart from reading pages and showing records."""
