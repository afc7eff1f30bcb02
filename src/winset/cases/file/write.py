"""Writing a case or parameters: whole or not at all, and readable."""

from __future__ import annotations

from pathlib import Path

from winset.cases.file.yaml_text import case_text, flow_text, plain_data, scalar_text
from winset.cases.model.case import Case
from winset.cases.model.case_file import CaseFile
from winset.cases.model.negotiation import NegotiationCase
from winset.cases.model.parameters import Parameters
from winset.foundation.files import write_text


def write_case(case: Case | NegotiationCase | CaseFile, path: str | Path) -> None:
    """Write a case to a file, which afterwards is either the old one or the whole new one.

    Parameters
    ----------
    case
        A case, written in a form of our own; or a case file, written in its own words, with its
        comments and indentation. `winset.cases.editing.edit.edited` changes values of a case file.
    path
        Where to write.

    Raises
    ------
    InputError
        If the file cannot be written.
    """
    write_text(path, case.text if isinstance(case, CaseFile) else case_text(case))


_PLACES = 5


def write_parameters(parameters: Parameters, path: str | Path) -> None:
    """Write a parameter block; the file appears whole or not at all.

    Parameters
    ----------
    parameters
        The block.
    path
        File to write.

    Raises
    ------
    CaseError
        If the file cannot be written.
    """
    write_text(path, parameters_text(parameters))


def parameters_text(parameters: Parameters) -> str:
    """A parameter block as YAML, a posterior sample with one draw a line.

    Examples
    --------
    >>> from winset.cases.file.read_parameters import read_parameters
    >>> parameters_text(read_parameters()).splitlines()[0]
    'winset_parameters: 1'
    """
    data = plain_data(parameters)
    model = data.pop("vote_model", {})
    sample = model.pop("sample", [])
    lines = [f"{name}: {flow_text(value)}" for name, value in data.items() if value != {}]
    lines.append("vote_model:")
    for name, value in model.items():
        if name in ("coefficients", "findings") and value:
            lines.append(f"  {name}:")
            lines += [f"    {key}: {flow_text(one)}" for key, one in value.items()]
        elif value != {}:
            lines.append(f"  {name}: {flow_text(value)}")
    if sample:
        lines.append("  sample:")
        lines += [f"    - [{', '.join(scalar_text(round(v, _PLACES)) for v in r)}]" for r in sample]
    return "\n".join(lines) + "\n"
