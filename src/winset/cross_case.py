"""Results over many cases: conditions, tests, clues, durations, agreement of coders."""

from __future__ import annotations

from winset.solvers.cross_case.calibration import direct_calibration, linear_calibration
from winset.solvers.cross_case.coder_agreement import cohen_kappa, krippendorff_alpha
from winset.solvers.cross_case.grouped_hazard import grouped_hazard, share_by
from winset.solvers.cross_case.hypothesis_test import Contingency, hypothesis_test
from winset.solvers.cross_case.process_tracing import Chance, Clue, trace_process
from winset.solvers.cross_case.qualitative_comparison import qualitative_comparison
from winset.solvers.cross_case.truth_table import set_data

__all__ = [
    "Chance",
    "Clue",
    "Contingency",
    "cohen_kappa",
    "direct_calibration",
    "grouped_hazard",
    "hypothesis_test",
    "krippendorff_alpha",
    "linear_calibration",
    "qualitative_comparison",
    "set_data",
    "share_by",
    "trace_process",
]
