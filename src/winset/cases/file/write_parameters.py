"""Writing a parameter block to a file that `--parameters` takes."""

from __future__ import annotations

from pathlib import Path

from winset.cases.file.yaml_text import flow_text, plain_data, scalar_text
from winset.cases.model.parameters import Parameters
from winset.foundation.files import write_text

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
