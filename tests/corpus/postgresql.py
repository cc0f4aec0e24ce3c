"""A PostgreSQL server of the tests' own: in a temporary folder, on the loopback address, gone behind the tests."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

ACCOUNTS = ("postgres", "nobody")
"""PostgreSQL does not run as root; where the tests do, it runs as one of these."""


def binaries() -> Path | None:
    """The folder of PostgreSQL's programs."""
    found = shutil.which("initdb")
    if found is not None:
        return Path(found).parent
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return places[-1].parent if places else None


def account() -> str | None:
    """Who the server runs as; None for whoever runs the tests."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next((name for name in ACCOUNTS if name in known), None)


def why_not() -> str | None:
    """Why there can be no server here."""
    if binaries() is None:
        return "no PostgreSQL is installed"
    if os.geteuid() == 0 and account() is None:
        return "PostgreSQL does not run as root"
    return None


@contextmanager
def server():
    """The URL of a server that is running, without the name of a database."""
    programs, who = binaries(), account()
    assert programs is not None
    folder = Path(tempfile.mkdtemp(prefix="tamani-postgresql-"))
    if who is not None:
        shutil.chown(folder, who)
    data, port = folder / "data", _free_port()

    def run(*command):
        subprocess.run(command, check=True, user=who, cwd=folder, capture_output=True, timeout=120)  # noqa: S603

    try:
        run(programs / "initdb", "-D", data, "-U", "tamani", "--auth=trust", "--encoding=UTF8", "--no-sync")
        settings = f"-p {port} -h 127.0.0.1 -k {folder} -c fsync=off"
        run(programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", settings, "start")
        try:
            yield f"postgresql://tamani@127.0.0.1:{port}"
        finally:
            run(programs / "pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
