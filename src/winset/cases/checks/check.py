"""Checking a case: what its fields say about each other, with the place of every problem."""

from __future__ import annotations

from pathlib import Path

from winset.cases.checks.codebook import codebook_findings
from winset.cases.checks.contradictions import contradiction_findings, placed
from winset.cases.checks.evidence import evidence_findings, id_finding
from winset.cases.checks.negotiation_check import negotiation_findings
from winset.cases.checks.placeholders import placeholder_findings
from winset.cases.checks.subject import Finding, Subject
from winset.cases.file.document import Document
from winset.cases.model.case import Case
from winset.cases.model.case_file import CaseFile
from winset.cases.model.negotiation import NegotiationCase
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
            *contradiction_findings(subject),
            *evidence_findings(subject),
            *codebook_findings(subject),
        ]
    if document is not None:
        findings += placeholder_findings(document)
    problems = [placed(finding, document) for finding in findings]
    return sorted(problems, key=lambda problem: (problem.line or 0, problem.column or 0))
