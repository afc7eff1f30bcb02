"""Checking a case: what its fields say about each other, with the place of every problem."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from winset.cases.checks.chambers import chamber_findings
from winset.cases.checks.dates import date_findings
from winset.cases.checks.evidence import evidence_findings, id_finding
from winset.cases.checks.lenses import lens_findings
from winset.cases.checks.names import name_findings
from winset.cases.checks.outcome import outcome_findings
from winset.cases.checks.pressure import pressure_findings
from winset.cases.checks.subject import Finding, Subject
from winset.cases.checks.votes import vote_findings
from winset.cases.document import Document, dotted
from winset.cases.model import Case
from winset.cases.negotiation import NegotiationCase
from winset.cases.negotiation_check import negotiation_findings
from winset.cases.read import CaseFile
from winset.foundation.errors import Problem


def check_case(case: CaseFile | Case | NegotiationCase) -> list[Problem]:
    """Return all problems of a case that its shape alone does not show.

    Parameters
    ----------
    case
        A case file, whose problems come with line and column, or a case alone.

    Returns
    -------
    list of Problem
        Errors, which stop an analysis; warnings, which do not; and notes, such as vacant seats and
        each number without a source. In the order of the file.
    """
    if isinstance(case, CaseFile):
        return problems_of_case(case.case, case.document, case.path)
    return problems_of_case(case)


def problems_of_case(
    case: Case | NegotiationCase, document: Document | None = None, file: Path | None = None
) -> list[Problem]:
    """Return all problems of a case, placed in the document it was read from if there is one.

    Parameters
    ----------
    case
        The case.
    document
        The document it came from.
    file
        The file, whose name should be the case's id.
    """
    findings: list[Finding]
    if isinstance(case, NegotiationCase):
        findings = list(negotiation_findings(case, document, file))
    else:
        subject = Subject(case, document)
        findings = [
            *id_finding(subject, file),
            *_contradictions(subject),
            *evidence_findings(subject),
        ]
    problems = [_placed(finding, document) for finding in findings]
    return sorted(problems, key=lambda problem: (problem.line or 0, problem.column or 0))


def contradictions(case: Case) -> list[Problem]:
    """Return the errors that make a case unfit for an analysis, without a look at its evidence.

    Parameters
    ----------
    case
        The case.
    """
    found = [finding for finding in _contradictions(Subject(case)) if finding.severity == "error"]
    return [_placed(finding, None) for finding in found]


def _contradictions(subject: Subject) -> Iterator[Finding]:
    yield from name_findings(subject)
    yield from vote_findings(subject)
    yield from chamber_findings(subject)
    yield from pressure_findings(subject)
    yield from date_findings(subject)
    yield from outcome_findings(subject)
    yield from lens_findings(subject)


def _placed(finding: Finding, document: Document | None) -> Problem:
    path = dotted(finding.path)
    if document is None:
        return Problem(finding.what, finding.right, path, severity=finding.severity)
    line, column = document.place(finding.path, of_key=finding.of_key)
    return Problem(finding.what, finding.right, path, document.name, line, column, finding.severity)
