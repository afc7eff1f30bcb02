"""Power in a rule: who decides, before anything is known of what players want.

`report` is the verb `winset power`: one index chosen by name.
"""

from __future__ import annotations

from winset.solvers.power.banzhaf import banzhaf
from winset.solvers.power.banzhaf_owen import banzhaf_owen
from winset.solvers.power.coleman import coleman_act, coleman_initiate, coleman_prevent
from winset.solvers.power.deegan_packel import deegan_packel
from winset.solvers.power.holler_packel import holler_packel
from winset.solvers.power.indices import INDICES
from winset.solvers.power.indices import power_index as report
from winset.solvers.power.johnston import johnston
from winset.solvers.power.owen import owen
from winset.solvers.power.passage_probability import passage_probability
from winset.solvers.power.penrose_banzhaf import penrose_banzhaf
from winset.solvers.power.shapley_shubik import shapley_shubik

__all__ = [
    "INDICES",
    "banzhaf",
    "banzhaf_owen",
    "coleman_act",
    "coleman_initiate",
    "coleman_prevent",
    "deegan_packel",
    "holler_packel",
    "johnston",
    "owen",
    "passage_probability",
    "penrose_banzhaf",
    "report",
    "shapley_shubik",
]
