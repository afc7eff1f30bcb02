"""Reading the parameter block: the one that comes with the package, or a user's own."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from winset.cases.file.document import Document, parse_document
from winset.cases.file.validation import in_file_order, problems_of
from winset.cases.model.parameters import Parameters
from winset.foundation.coefficients import PRIORS
from winset.foundation.errors import CaseError
from winset.foundation.files import read_text

_PRIORS = {name: {"mean": mean, "sd": sd} for name, (mean, sd) in PRIORS.items()}
_MERGED_BY_NAME = ("chamber_weights", "shocks")


def read_parameters(path: str | Path | None = None) -> Parameters:
    """Read the constants of the model, shared by all cases.

    Parameters
    ----------
    path
        A user's file. It may give some fields only; the others keep their default. Without a path,
        the block that comes with the package, its coefficients a posterior from recorded votes.

    Returns
    -------
    winset.cases.model.parameters.Parameters
        The whole block. The rationale of a default that the file overrides is left out; without
        an `id` of its own a file gives the block its name.

    Raises
    ------
    CaseError
        If the file cannot be read or a field is wrong, with all problems found.
    """
    if path is None:
        return _default_parameters()
    document = parse_document(read_text(path), str(path))
    if document.root.mapping is None:
        raise document.error((), "parameters are written as fields")
    if "winset" in document.root.mapping:
        raise document.error(
            (),
            "this is a case, not a parameter file",
            "parameters begin with `winset_parameters: 1`",
        )
    return _validated(_merged(document, Path(path).stem), document)


@lru_cache(maxsize=1)
def _default_parameters() -> Parameters:
    return _validated(_default_fields(), _default_document())


def _default_fields() -> dict[str, Any]:
    """The fields of the block that comes with the package, the posterior from a file beside it."""
    fields: dict[str, Any] = _default_document().root.plain()
    file = resources.files("winset.cases") / "posterior.json"
    posterior = json.loads(file.read_text(encoding="utf-8"))
    fields["vote_model"] = {**fields.get("vote_model", {}), **posterior}
    return fields


@lru_cache(maxsize=1)
def _default_document() -> Document:
    file = resources.files("winset.cases") / "parameters.yaml"
    return parse_document(file.read_text(encoding="utf-8"), "parameters.yaml")


def _validated(data: Any, document: Document) -> Parameters:
    try:
        parameters = Parameters.model_validate(data)
    except ValidationError as error:
        raise CaseError(
            in_file_order([*document.problems, *problems_of(error, document, Parameters)])
        ) from None
    CaseError.refuse(document.problems)
    return parameters


def _merged_vote_model(default: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    """The default vote model with a file's own fields; own coefficients drop the default sample."""
    merged = {**default, **given}
    own = given.get("coefficients")
    if isinstance(own, dict):
        merged["coefficients"] = {**default.get("coefficients", _PRIORS), **own}
        merged.setdefault("source", "set")
        if "sample" not in given:
            merged.pop("sample", None)
            merged["source"] = given.get("source", "set")
    return merged


def _merged(document: Document, stem: str) -> dict[str, Any]:
    merged = _default_fields()
    given: dict[str, Any] = document.root.plain()
    own_id = "-".join(re.findall(r"[a-z0-9]+", stem.lower()))[:80].strip("-")
    rationale = {
        name: text for name, text in merged.get("rationale", {}).items() if name not in given
    }
    for name, value in given.items():
        if name in _MERGED_BY_NAME and isinstance(value, dict):
            merged[name] = {**merged.get(name, {}), **value}
        elif name == "vote_model" and isinstance(value, dict):
            merged[name] = _merged_vote_model(merged.get(name, {}), value)
        else:
            merged[name] = value
    own_rationale = given.get("rationale", {})
    if isinstance(own_rationale, dict):
        merged["rationale"] = {**rationale, **own_rationale}
    merged["id"] = given.get("id", own_id or "own-parameters")
    return merged
