"""`why`: a number that is shown, with the formula it comes from and this case's values in it."""

from __future__ import annotations

from winset.cases.model.case import Case
from winset.cases.model.parameters import Parameters
from winset.foundation.errors import InputError
from winset.foundation.spelling import meant
from winset.reports.domestic.explanation import Explanation, Step
from winset.reports.quantities import ALIASES
from winset.studies.explain.why_actor import ACTOR_NUMBERS
from winset.studies.explain.why_case import CASE_NUMBERS
from winset.studies.explain.why_chamber import CHAMBER_NUMBERS
from winset.studies.explain.why_subject import WhySubject

__all__ = ["ALIASES", "DEFAULT_DRAWS", "NUMBERS", "Explanation", "Step", "why"]

DEFAULT_DRAWS = 200

NUMBERS: dict[str, str] = {
    **dict.fromkeys(CASE_NUMBERS, "case"),
    **dict.fromkeys(CHAMBER_NUMBERS, "chamber"),
    **dict.fromkeys(ACTOR_NUMBERS, "actor"),
}
"""Numbers that can be explained, and whose they are: the case's, a chamber's, an actor's."""


def why(
    case: Case,
    number: str,
    *,
    of: str | None = None,
    parameters: Parameters | None = None,
    draws: int = DEFAULT_DRAWS,
    seed: int = 0,
) -> Explanation:
    """Explain one number: its formula, and the calculation with this case's values.

    Answers: where does this number come from, and what would have to be different?

    Parameters
    ----------
    case
        A domestic case.
    number
        One of `NUMBERS` or `ALIASES`.
    of
        Actor or chamber, for a number of one.
    parameters
        The parameter block; default: the one shipped with the package.
    draws, seed
        Of a probability.

    Returns
    -------
    Explanation
        Its last step gives the number; a calculator that is given an expression as printed gives
        the value beside it, to the digits printed.

    Raises
    ------
    InputError
        If there is no such number, actor or chamber, or the case cannot be played.

    Examples
    --------
    >>> from winset.casebook import read_domestic_case
    >>> why(read_domestic_case("china-pntr-2000"), "stake", of="clinton").formula
    'min(1, |S| / S_ref)'
    """
    name = ALIASES.get(number, number)
    if name not in NUMBERS:
        known = [*NUMBERS, *ALIASES]
        raise InputError(f"there is no number {number!r}", meant(number, known, noun="numbers"))
    if parameters is None:
        from winset.cases.file.read_parameters import read_parameters

        parameters = read_parameters()
    subject = WhySubject(case, parameters, draws, seed)
    if name in CASE_NUMBERS:
        return CASE_NUMBERS[name](subject)
    whose = NUMBERS[name]
    if not of:
        raise InputError(f"{name} is the number of one {whose}", f"name the {whose}")
    explained = CHAMBER_NUMBERS[name] if name in CHAMBER_NUMBERS else ACTOR_NUMBERS[name]
    return explained(subject, of)
