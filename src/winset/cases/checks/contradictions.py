"""Contradictions within a case."""

from __future__ import annotations

from collections.abc import Iterator

from winset.cases.checks.chambers import chamber_findings
from winset.cases.checks.dates import date_findings
from winset.cases.checks.knowledge import knowledge_findings
from winset.cases.checks.lenses import lens_findings
from winset.cases.checks.names import name_findings
from winset.cases.checks.outcome import outcome_findings
from winset.cases.checks.pressure import pressure_findings
from winset.cases.checks.subject import Finding, Subject
from winset.cases.checks.votes import vote_findings
from winset.cases.file.document import Document, dotted
from winset.cases.model.case import Case
from winset.foundation.errors import Problem


def contradictions(case: Case) -> list[Problem]:
    """Return the errors that make a case unfit for an analysis, without a look at its evidence.

    Parameters
    ----------
    case
        The case.
    """
    found = contradiction_findings(Subject(case))
    return [placed(finding, None) for finding in found if finding.severity == "error"]


def contradiction_findings(subject: Subject) -> Iterator[Finding]:
    """Yield what in a case contradicts itself."""
    yield from name_findings(subject)
    yield from vote_findings(subject)
    yield from chamber_findings(subject)
    yield from pressure_findings(subject)
    yield from date_findings(subject)
    yield from knowledge_findings(subject)
    yield from outcome_findings(subject)
    yield from lens_findings(subject)


def placed(finding: Finding, document: Document | None) -> Problem:
    """Return a finding as a problem at its place in the document."""
    path = dotted(finding.path)
    if document is None:
        return Problem(finding.what, finding.right, path, severity=finding.severity)
    line, column = document.place(finding.path, of_key=finding.of_key)
    return Problem(finding.what, finding.right, path, document.name, line, column, finding.severity)
