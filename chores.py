#!/usr/bin/env python3
"""One command for each chore. Needs only Python 3.11 or later with pip; makes its own environment in .venv.

python3 chores.py test        install what the tests need, run them all
python3 chores.py check       lint, types, tests: what the CI runs
python3 chores.py lint|types|format|lock|clean
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
ENVIRONMENT = HERE / ".venv"
BINARIES = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BINARIES / ("python.exe" if os.name == "nt" else "python")
LOCK = HERE / "requirements-dev.lock"
STAMP = ENVIRONMENT / "tamani.stamp"


def install() -> None:
    """Make the environment with the locked packages, again where the lock has changed."""
    wanted = LOCK.read_text(encoding="utf-8")
    if STAMP.is_file() and STAMP.read_text(encoding="utf-8") == wanted:
        return
    print("Setting up .venv with the locked packages; this takes a minute the first time.", flush=True)
    venv.create(ENVIRONMENT, with_pip=True, clear=ENVIRONMENT.exists())
    run(PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r", LOCK)
    for folder in (HERE / "tamani-model", HERE):
        run(PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--editable", folder)
    STAMP.write_text(wanted, encoding="utf-8")


def run(*command: str | Path) -> None:
    """Run a command in the project's folder and end with its exit code where it fails."""
    finished = subprocess.run([str(word) for word in command], cwd=HERE, check=False)
    if finished.returncode:
        sys.exit(finished.returncode)


def test(*arguments: str) -> None:
    """Run the tests."""
    install()
    run(PYTHON, "-m", "pytest", *arguments)


def lint() -> None:
    """Check style and formatting."""
    install()
    run(PYTHON, "-m", "ruff", "check", ".")


def types() -> None:
    """Check the types strictly."""
    install()
    run(PYTHON, "-m", "mypy")


def check() -> None:
    """Lint, types, tests."""
    lint()
    types()
    test()


def format_code() -> None:
    """Format the code and mend what the linter can mend."""
    install()
    run(PYTHON, "-m", "ruff", "check", "--fix", ".")
    run(PYTHON, "-m", "ruff", "format", ".")


def lock() -> None:
    """Resolve the dependencies anew and write them down with their hashes (needs uv)."""
    uv = shutil.which("uv")
    if uv is None:
        sys.exit("uv is not installed; type: pip install uv")
    common = ("pip", "compile", "--universal", "--generate-hashes", "--no-emit-index-url", "--no-annotate", "--quiet")
    run(uv, *common, "requirements.in", "-o", "requirements.lock")
    run(uv, *common, "requirements.in", "--group", "pyproject.toml:dev", "-o", "requirements-dev.lock")


def clean() -> None:
    """Remove the environment and all caches."""
    for name in (".venv", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", "dist", "build"):
        shutil.rmtree(HERE / name, ignore_errors=True)


CHORES = {
    "test": test,
    "lint": lint,
    "types": types,
    "check": check,
    "format": format_code,
    "lock": lock,
    "clean": clean,
}


def main() -> None:
    """Do the chore that the command line names."""
    if len(sys.argv) < 2 or sys.argv[1] not in CHORES:
        print(__doc__)
        sys.exit(0 if len(sys.argv) < 2 or sys.argv[1] in {"-h", "--help"} else 2)
    CHORES[sys.argv[1]](*sys.argv[2:])


if __name__ == "__main__":
    main()
