"""What the program reads on our own pages must not get worse, and nobody may move the floors unseen."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import floors
import pytest
import update_floors

if TYPE_CHECKING:
    from pathlib import Path

TODAY = "2026-01-31"


@pytest.fixture(scope="module")
def scores() -> floors.Figures:
    return floors.measure()


def test_no_figure_is_below_its_floor(scores: floors.Figures) -> None:
    assert floors.load().shortfalls(scores) == []


def test_every_figure_has_a_floor(scores: floors.Figures) -> None:
    standing = floors.load().floors
    assert {kind: set(names) for kind, names in standing.items()} == {k: set(v) for k, v in scores.items()}


def test_the_floors_are_those_that_update_floors_wrote() -> None:
    standing = floors.load()
    assert standing.seal == standing.sealed().seal


def test_the_gold_is_the_one_the_floors_were_measured_on() -> None:
    assert floors.load().gold == floors.fingerprint(floors.GOLD), "run update_floors.py: the gold has changed"


def test_a_floor_above_the_score_fails(scores: floors.Figures, tmp_path: Path) -> None:
    """The gate closes: a copy of the floors with one of them raised over the real score is not met."""
    copy = tmp_path / "floors.toml"
    standing = floors.load()
    name, score = next((n, s) for n, s in scores["pages"].items() if s < 1)
    raised = {**standing.floors, "pages": {**standing.floors["pages"], name: round(score + 0.02, 3)}}
    floors.save(replace(standing, floors=raised), copy)
    (failure,) = [s for s in floors.load(copy).shortfalls(scores) if s.startswith(f"pages {name}:")]
    assert "below the floor" in failure


def test_a_score_within_the_margin_passes_and_one_beyond_fails() -> None:
    standing = floors.Floors("g", 0.005, {"pages": {"body F1": 0.9}})
    assert standing.shortfalls({"pages": {"body F1": 0.896}}) == []
    assert len(standing.shortfalls({"pages": {"body F1": 0.894}})) == 1


def test_floors_rise_with_the_score() -> None:
    old = floors.Floors("g", 0.005, {"pages": {"speaker": 0.8}}).sealed()
    new = floors.updated(old, {"pages": {"speaker": 0.8567}}, "g", day=TODAY)
    assert new.floors == {"pages": {"speaker": 0.856}}
    assert new.lowered == []


def test_a_floor_does_not_sink_inside_the_margin() -> None:
    """Else many small falls would add up to a large one."""
    old = floors.Floors("g", 0.005, {"pages": {"speaker": 0.8}}).sealed()
    assert floors.updated(old, {"pages": {"speaker": 0.797}}, "g", day=TODAY).floors == old.floors


def test_lowering_is_refused_without_a_reason() -> None:
    old = floors.Floors("g", 0.005, {"pages": {"speaker": 0.8}}).sealed()
    for reason in (None, "", "  "):
        with pytest.raises(floors.RefusedError, match="speaker"):
            floors.updated(old, {"pages": {"speaker": 0.7}}, "g", day=TODAY, reason=reason)


def test_the_reason_for_lowering_stays_in_the_file(tmp_path: Path) -> None:
    old = floors.Floors("g", 0.005, {"pages": {"speaker": 0.8, "body F1": 0.9}}).sealed()
    now = {"pages": {"speaker": 0.7, "body F1": 0.95}}
    new = floors.updated(old, now, "g", day=TODAY, reason="three harder pages « de plus »")
    floors.save(new, tmp_path / "floors.toml")
    read = floors.load(tmp_path / "floors.toml")
    assert read == new
    assert read.floors == {"pages": {"speaker": 0.7, "body F1": 0.95}}
    assert read.lowered == [
        floors.Lowered(TODAY, "three harder pages « de plus »", "pages speaker", 0.8, 0.7)
    ]


def test_floors_edited_by_hand_are_noticed_and_not_taken_over(tmp_path: Path) -> None:
    copy = tmp_path / "floors.toml"
    floors.save(floors.Floors("g", 0.005, {"pages": {"speaker": 0.8}}), copy)
    copy.write_text(copy.read_text(encoding="utf-8").replace("0.800", "0.500"), encoding="utf-8")
    edited = floors.load(copy)
    assert edited.seal != edited.sealed().seal
    with pytest.raises(floors.RefusedError, match="by hand"):
        floors.updated(edited, {"pages": {"speaker": 0.6}}, "g", day=TODAY)


def test_changed_or_added_gold_changes_the_fingerprint(tmp_path: Path) -> None:
    shutil.copytree(floors.GOLD, tmp_path / "gold")
    before = floors.fingerprint(tmp_path / "gold")
    assert before == floors.fingerprint(floors.GOLD)
    page = tmp_path / "gold" / "fr-own-01.json"
    page.write_bytes(page.read_bytes().replace(b'"indirect"', b'"direct"', 1))
    changed = floors.fingerprint(tmp_path / "gold")
    (tmp_path / "gold" / "another.json").write_text("{}", encoding="utf-8")
    assert len({before, changed, floors.fingerprint(tmp_path / "gold")}) == 3


def test_the_command_refuses_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "floors.toml"
    floors.save(floors.Floors("g", 0.005, {"pages": {"speaker": 0.8}}), copy)
    before = copy.read_bytes()
    standing = floors.load(copy)
    monkeypatch.setattr(floors, "load", lambda: standing)
    monkeypatch.setattr(floors, "measure", lambda: {"pages": {"speaker": 0.7}})
    monkeypatch.setattr(floors, "save", lambda new: copy.write_text(new.seal))
    monkeypatch.setattr("sys.argv", ["update_floors.py"])
    assert update_floors.main() == 1
    assert "pages speaker: 0.7000 is below the floor 0.800" in capsys.readouterr().err
    assert copy.read_bytes() == before
