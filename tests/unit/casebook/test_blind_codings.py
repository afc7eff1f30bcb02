"""Blind codings: their format, and that those of the casebook belong to its cases."""

from __future__ import annotations

from pathlib import Path

import pytest

from winset.casebook import blind_coding, case_ids
from winset.cases.file.blind import read_blind_coding
from winset.foundation.errors import CaseError, InputError

TEXT = """\
winset_blind: 1
case: a-bill
coder: B
date: 2026-11-29
probability: 0.6
values: {actors.house-republicans.willingness.payoff: 0.5}
"""


def test_a_blind_coding_reads_and_its_mistakes_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a-bill.yaml"
    path.write_text(TEXT)
    found = read_blind_coding(path)
    assert (found.probability, found.recognised, len(found.values)) == (0.6, False, 1)
    path.write_text(TEXT.replace("0.6", "1.6").replace("coder: B\n", ""))
    with pytest.raises(CaseError) as caught:
        read_blind_coding(path)
    told = [f"{problem.path}: {problem.what}" for problem in caught.value.problems]
    assert told == ["coder: is needed here", "probability: must be 1 or less, not 1.6"]
    path.write_text(TEXT + "case: twice\n")
    with pytest.raises(CaseError, match="given twice"):
        read_blind_coding(path)


def test_every_blind_coding_of_the_casebook_is_of_its_case() -> None:
    for name in case_ids():
        found = blind_coding(name)
        assert found is None or found.case == name


def test_a_case_that_is_not_there_has_no_coding() -> None:
    with pytest.raises(InputError, match="no case"):
        blind_coding("nafta")
