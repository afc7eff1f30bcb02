"""A second coding by somebody who did not know which case it was."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from winset.cases.file.document import parse_document
from winset.cases.file.validation import in_file_order, problems_of
from winset.cases.model.actors import Identifier
from winset.cases.model.quantities import Coded, Day, Number
from winset.foundation.errors import CaseError
from winset.foundation.files import read_text


class BlindCoding(Coded):
    """Answers of a blind coder for one case."""

    winset_blind: Literal[1] = Field(description="Version of this format.")
    case: Identifier = Field(description="Id of the case; the coder did not see it.")
    coder: str = Field(description="Who coded, by a name or letter.")
    date: Day = Field(description="Day of the coding.")
    recognised: bool = Field(
        default=False, description="The coder thought to know which case it was."
    )
    probability: Annotated[Number, Field(ge=0, le=1)] = Field(
        description="The coder's own probability that the measure is adopted."
    )
    values: dict[str, Number] = Field(
        default_factory=dict,
        description="Likely values by a name of the packet and a field, such as "
        "`larger party, first chamber.willingness.payoff`; `joined` as 1 or 0.",
    )
    note: str | None = Field(default=None, description="What else to know.")


def read_blind_coding(path: str | Path) -> BlindCoding:
    """Read a blind coding.

    Parameters
    ----------
    path
        A YAML file.

    Raises
    ------
    CaseError
        If the file cannot be read or a field is wrong, with all problems found.
    """
    document = parse_document(read_text(path), str(path))
    try:
        found = BlindCoding.model_validate(document.root.plain())
    except ValidationError as error:
        raise CaseError(
            in_file_order([*document.problems, *problems_of(error, document, BlindCoding)])
        ) from None
    CaseError.refuse(document.problems)
    return found
