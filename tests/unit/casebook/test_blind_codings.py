"""Blind codings: their format, and that those of the casebook belong to its cases."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from winset.casebook import blind_coding, case_ids, case_path
from winset.cases.file.blind import read_blind_coding
from winset.foundation.errors import CaseError, InputError

TEXT = """\
winset_blind: 1
case: a-bill
coder: B
date: 2026-11-29
probability: 0.6
values: {"larger party, first chamber.willingness.payoff": 0.5}
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


def test_every_packet_is_coded_and_every_coding_is_of_its_case() -> None:
    blind = case_path("agoa-2000").parent / "blind"
    packets = {path.stem for path in (blind / "packets").glob("*.yaml")}
    codings = {name: found for name in case_ids() if (found := blind_coding(name)) is not None}
    assert set(codings) == packets
    assert all(found.case == name for name, found in codings.items())
    coders = Counter(found.coder for found in codings.values())
    outside = {f"outside reader {letter}": 15 for letter in "ABC"}
    assert coders == {"second coder": 21, **outside}


def test_every_masked_case_was_recognised() -> None:
    codings = [found for name in case_ids() if (found := blind_coding(name)) is not None]
    assert all(found.recognised for found in codings)
    outside = [found.note or "" for found in codings if found.coder.startswith("outside")]
    said = [re.match(r"Took it for .+?, certainty (\.\d\d)\. ", note) for note in outside]
    assert min(float(one[1]) for one in said if one) == 0.95
    assert max(float(one[1]) for one in said if one) == 0.99
    assert all(said)


def test_a_case_that_is_not_there_has_no_coding() -> None:
    with pytest.raises(InputError, match="no case"):
        blind_coding("nafta")
