"""The commands of the store as click has them; their work is in modules of their own, imported when needed."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import click

from tamani.command.command_parts import option as _option
from tamani.command.command_parts import store_command as _command
from tamani.command.gather_options import NAMES, gathering_params
from tamani.languages import available
from tamani.record import EventStatus, EventType


def add(words: str) -> click.Command:
    """``tamani add``."""
    from tamani.command.add import EXAMPLES  # noqa: PLC0415 (beside the words of its command)

    def callback(**options: Any) -> int:  # noqa: ANN401 (as the command line has them)
        from tamani.command import add as work  # noqa: PLC0415

        gathering = {name: options.pop(name) for name in NAMES}
        time_limit = options.pop("time_limit") or None
        return work.run(work.Request(words=words, gathering=gathering, time_limit=time_limit, **options))

    params: list[click.Parameter] = [
        click.Argument(["sources"], nargs=-1, required=True, metavar="SOURCE..."),
        _option(words, "language", "--language", type=click.Choice(["auto", *available()]), default="auto"),
        _option(words, "time_limit", "--time-limit", type=click.FloatRange(min=0), default=30.0, metavar="SECONDS"),
        _option(words, "processes", "--processes", type=click.IntRange(min=1, max=64), metavar="NUMBER"),
        *gathering_params(words),
    ]
    return _command("add", words, params, callback, EXAMPLES)


def failures(words: str) -> click.Command:
    """``tamani failures``."""
    from tamani.command.failures import EXAMPLES  # noqa: PLC0415

    def callback(**options: Any) -> int:  # noqa: ANN401
        from tamani.command import failures as work  # noqa: PLC0415

        return work.run(work.Request(words=words, **options))

    params: list[click.Parameter] = [
        _option(words, "failures_retry", "--retry", is_flag=True),
        _option(words, "json_lines", "--json", is_flag=True),
    ]
    return _command("failures", words, params, callback, EXAMPLES)


def reread(words: str) -> click.Command:
    """``tamani reread``."""
    from tamani.command.reread import EXAMPLES  # noqa: PLC0415

    def callback(**options: Any) -> int:  # noqa: ANN401
        from tamani.command import reread as work  # noqa: PLC0415

        return work.run(work.Request(words=words, **options))

    return _command("reread", words, [_option(words, "json_lines", "--json", is_flag=True)], callback, EXAMPLES)


def search(words: str) -> click.Command:
    """``tamani search``."""
    from tamani.command.search import EXAMPLES, FILTERS  # noqa: PLC0415

    def callback(**options: Any) -> int:  # noqa: ANN401
        from tamani.command import search as work  # noqa: PLC0415

        filters = {name: options.pop(name) for name in FILTERS}
        return work.run(work.Request(words=words, filters=filters, color=not options.pop("no_color"), **options))

    events, statuses = (click.Choice(get_args(kind), case_sensitive=False) for kind in (EventType, EventStatus))
    kinds: dict[str, dict[str, Any]] = {
        "event": {"type": events, "metavar": "TYPE"},
        "status": {"type": statuses, "metavar": "STATUS"},
        "story": {"type": int, "metavar": "NUMBER"},
        "since": {"metavar": "DATE"},
        "until": {"metavar": "DATE"},
        "language": {"metavar": "CODE"},
    }
    params: list[click.Parameter] = [
        click.Argument(["text"], nargs=-1, metavar="[WORDS]..."),
        *(_option(words, f"search_{name}", f"--{name}", **kinds.get(name, {"metavar": "NAME"})) for name in FILTERS),
        _option(words, "search_order", "--order", type=click.Choice(["best", "newest", "oldest"]), default="best"),
        _option(words, "search_limit", "-n", "--limit", type=click.IntRange(min=1), default=20, metavar="PAGES"),
        _option(words, "search_offset", "--offset", type=click.IntRange(min=0), default=0, metavar="PAGES"),
        _option(words, "search_save", "--save", metavar="NAME"),
        _option(words, "search_saved", "--saved", metavar="NAME"),
        _option(words, "search_list", "--list", "list_saved", is_flag=True),
        _option(words, "json_lines", "--json", is_flag=True),
        _option(words, "no_color", "--no-color", is_flag=True),
    ]
    return _command("search", words, params, callback, EXAMPLES)


def correct(words: str) -> click.Command:
    """``tamani correct``."""
    from tamani.command.correct import EXAMPLES, KINDS  # noqa: PLC0415
    from tamani.command.entry_names import EntryNameType  # noqa: PLC0415

    def callback(**options: Any) -> int:  # noqa: ANN401
        from tamani.command import correct as work  # noqa: PLC0415

        return work.run(work.Request(words=words, **options))

    params: list[click.Parameter] = [
        click.Argument(["page"], type=int, required=False, metavar="[PAGE]"),
        click.Argument(["entry"], type=EntryNameType(words, KINDS), required=False, metavar="[ENTRY]"),
        click.Argument(["n"], type=EntryNameType(words, KINDS), required=False, metavar="[NUMBER]"),
        _option(words, "correct_wrong", "--wrong", is_flag=True),
        _option(words, "correct_right", "--right", is_flag=True),
        _option(words, "correct_set", "--set", metavar="FIELD=VALUE"),
        _option(words, "correct_add", "--add", metavar="JSON"),
        _option(words, "correct_withdraw", "--withdraw", type=int, metavar="CORRECTION"),
        _option(words, "correct_history", "--history", is_flag=True),
        _option(words, "correct_why", "--why", metavar="WORDS"),
        _option(words, "correct_by", "--by", metavar="NAME"),
    ]
    return _command("correct", words, params, callback, EXAMPLES)


def stories(words: str) -> click.Command:
    """``tamani stories``."""
    from tamani.command.stories import ACTIONS, EXAMPLES  # noqa: PLC0415

    def callback(**options: Any) -> int:  # noqa: ANN401
        from tamani.command import stories as work  # noqa: PLC0415

        return work.run(work.Request(words=words, color=not options.pop("no_color"), **options))

    params: list[click.Parameter] = [
        click.Argument(["action"], type=click.Choice(ACTIONS), required=False, metavar="[ACTION]"),
        click.Argument(["numbers"], type=int, nargs=-1, metavar="[NUMBER]..."),
        _option(words, "stories_since", "--since", metavar="DATE"),
        _option(words, "stories_why", "--why", metavar="WORDS"),
        _option(words, "correct_by", "--by", metavar="NAME"),
        _option(words, "json_lines", "--json", is_flag=True),
        _option(words, "stories_html", "--html", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE"),
        _option(words, "no_color", "--no-color", is_flag=True),
    ]
    return _command("stories", words, params, callback, EXAMPLES)


def demo(words: str) -> click.Command:
    """``tamani demo``."""
    from tamani.command.demo import EXAMPLES  # noqa: PLC0415 (beside the words of its command)

    def callback(store: str | None, *, quiet: bool) -> int:
        from tamani.command import demo as work  # noqa: PLC0415

        return work.run(store, words, quiet=quiet)

    return _command("demo", words, [], callback, EXAMPLES)


COMMANDS = (add, failures, reread, search, correct, stories, demo)
