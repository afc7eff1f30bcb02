"""The parameter block: the default, and files that override a part of it."""

from pathlib import Path

import pytest

from winset.cases.file.read_parameters import read_parameters
from winset.foundation.errors import CaseError


def written(folder: Path, text: str, name: str = "my-own.yaml") -> Path:
    """Write a parameter file."""
    path = folder / name
    path.write_text(text)
    return path


def test_a_file_overrides_what_it_gives_and_nothing_else(tmp_path: Path) -> None:
    default = read_parameters()
    own = read_parameters(written(tmp_path, "theta: 1.2\nchamber_weights: {lords: 0.5}\n"))
    assert (own.theta.low, own.theta.high, own.id) == (1.2, 1.2, "my-own")
    assert own.chamber_weights == {**default.chamber_weights, "lords": 0.5}
    assert own.shocks == default.shocks
    assert own.full_stake == default.full_stake


def test_the_reason_for_a_default_does_not_stand_beside_another_value(tmp_path: Path) -> None:
    default = read_parameters()
    assert {"theta", "full_stake"} <= set(default.rationale)
    own = read_parameters(written(tmp_path, "theta: 1.2\n"))
    assert "theta" not in own.rationale
    assert own.rationale["full_stake"] == default.rationale["full_stake"]
    text = "theta: 1.2\nfull_stake: 0.3\nrationale: {theta: My reason.}\n"
    assert read_parameters(written(tmp_path, text)).rationale["theta"] == "My reason."


def test_all_problems_of_a_file_are_told_with_their_places(tmp_path: Path) -> None:
    text = "thta: 1\nlobbying_window_days: 0\nshocks: {bill: -1}\nchamber_weights: {senate: 0}\n"
    path = written(tmp_path, text)
    with pytest.raises(CaseError) as error:
        read_parameters(path)
    assert str(error.value).splitlines() == [
        f"{path}:1:1: thta: unknown field; did you mean `theta`?",
        f"{path}:2:23: lobbying_window_days: must be from 0.01 to 36525 days, not 0",
        f"{path}:3:16: shocks.bill: must be 0 or more, not -1",
        f"{path}:4:27: chamber_weights.senate: must be above 0, not 0",
    ]


def test_a_case_is_not_taken_for_parameters(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="this is a case, not a parameter file"):
        read_parameters(written(tmp_path, "winset: 1\nid: x\n"))
    with pytest.raises(CaseError, match="parameters are written as fields"):
        read_parameters(written(tmp_path, "- theta\n"))
