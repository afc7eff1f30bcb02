"""`winset show`: a case, readable."""

from __future__ import annotations

from typing import Annotated

import typer

from winset.cli.shared.sources import case_argument_help, load_case
from winset.cli.shared.terminal import UnusedSeed, console, print_json
from winset.foundation.errors import CaseError


def show(
    case: Annotated[str, typer.Argument(help=case_argument_help(), show_default=False)],
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the case as JSON; it is a case file itself.")
    ] = False,
    _seed: UnusedSeed = 0,
) -> None:
    """Show a case: actors on the axis, rule, stages, pressure and sources."""
    from winset.cases.checks.check import check_case
    from winset.cases.model.negotiation import NegotiationCase

    found = load_case(case)
    errors = [problem for problem in check_case(found) if problem.severity == "error"]
    if errors:
        raise CaseError(errors)
    if as_json:
        from winset.cases.file.yaml_text import json_data

        print_json(json_data(found.case))
        return
    if isinstance(found.case, NegotiationCase):
        from winset.cli.shared.negotiation_view import print_negotiation

        print_negotiation(console(), found.case)
        return
    from winset.cli.shared.case_view import print_case

    print_case(console(), found.case)
