"""``python -m tamani`` is the same as ``tamani``."""

from tamani.cli import main

if __name__ == "__main__":
    main()
