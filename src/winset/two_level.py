"""The two-level game: what would be ratified at home, and what it does at the table.

`report` is the verb `winset negotiate`.
"""

from __future__ import annotations

from winset.solvers.two_level.agreement import agreement
from winset.solvers.two_level.issue_packages import issue_packages
from winset.solvers.two_level.linkage import linkage
from winset.solvers.two_level.nash_path import nash_path
from winset.solvers.two_level.ratification_test import ratification_test
from winset.solvers.two_level.side_payments import pooled_zone, transfers
from winset.solvers.two_level.tying_hands import tying_hands
from winset.solvers.two_level.win_set import win_set
from winset.solvers.two_level.zone import zone_of_agreement
from winset.studies.negotiation.negotiate import negotiate as report

__all__ = [
    "agreement",
    "issue_packages",
    "linkage",
    "nash_path",
    "pooled_zone",
    "ratification_test",
    "report",
    "transfers",
    "tying_hands",
    "win_set",
    "zone_of_agreement",
]
