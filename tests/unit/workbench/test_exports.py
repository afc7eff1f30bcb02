"""Every export that is listed can be had, and is what its name says."""

from __future__ import annotations

from functools import cache

import pytest

from winset.casebook import read_case, read_domestic_case
from winset.cases.model.negotiation import NegotiationCase
from winset.reports.domestic.report import Report
from winset.reports.negotiation.negotiation_report import NegotiationReport
from winset.studies.domestic.analyze import analyze
from winset.studies.negotiation.negotiate import negotiate
from winset.workbench.exports import Rendering, export_names, media_of

BEGINS = {"svg": b"<svg", "csv": b"", "tex": b"\\begin{table}", "json": b"{"}
QUICK = {kind: [name for name in export_names(kind) if name.rpartition(".")[2] in BEGINS]
         for kind in ("domestic", "negotiation")}  # fmt: skip


@cache
def report_on(kind: str) -> Report | NegotiationReport:
    if kind == "domestic":
        return analyze(read_domestic_case("china-pntr-2000"), draws=20)
    case = read_case("us-china-wto-1999")
    assert isinstance(case, NegotiationCase)
    return negotiate(case, draws=20)


@pytest.mark.parametrize(
    ("kind", "name"), [(kind, name) for kind, names in QUICK.items() for name in names]
)
def test_what_is_listed_can_be_had(kind: str, name: str) -> None:
    found = Rendering(report_on(kind), name).answer()
    if name == "tables.tex":
        assert found.startswith(b"% ")
        return
    assert found[:40].lower().startswith(BEGINS[name.rpartition(".")[2]])
    assert media_of(name)
    if name.endswith(".csv") and found.strip():
        assert b"," in found.splitlines()[0]


def test_a_table_and_a_figure_of_one_name_are_told_apart() -> None:
    both = {"votes", "timeline"}
    for stem in both:
        table = Rendering(report_on("domestic"), f"{stem}.csv").answer()
        assert not table.startswith(b"<svg")
    assert both <= {name.rpartition(".")[0] for name in export_names("domestic")}
