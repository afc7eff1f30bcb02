"""Numbers that cite the codebook and differ from it."""

from __future__ import annotations

from collections.abc import Iterator

from winset.cases.checks.subject import Finding, Subject
from winset.cases.codebook.defaults import Default, default_of
from winset.cases.codebook.parts import BOOK_ID
from winset.cases.model.quantities import DateQuantity
from winset.cases.paths.paths import quantities, steps_of


def codebook_findings(subject: Subject) -> Iterator[Finding]:
    """Yield numbers whose source is the codebook and that are not its default.

    Only actors that a role of the codebook stands for by its id, the chief executive and the
    members of chambers are looked at, these without their places and polarization, which the
    codebook computes.
    """
    for path, quantity in quantities(subject.case):
        steps = path.split(".")
        if quantity.source != BOOK_ID or isinstance(quantity, DateQuantity) or steps[0] != "actors":
            continue
        found = _defaults(subject, steps[1], ".".join(steps[2:]).removesuffix(".value"))
        ends = (quantity.low, quantity.likely, quantity.high)
        if found and ends not in [(one.low, one.likely, one.high) for one in found]:
            one = found[0]
            yield Finding(
                steps_of(path),
                f"cites the codebook, whose default is {one.low:g}, {one.likely:g}, {one.high:g}",
                "take that, or name the source of the departure under `evidence`",
                "warning",
            )


def _defaults(subject: Subject, actor: str, field: str) -> list[Default]:
    case = subject.case
    found = default_of(actor, field)
    if not found and actor == case.chief_executive:
        found = [*default_of("president", field), *default_of("government", field)]
    is_computed = field.startswith("position.") or field == "willingness.polarization"
    if not found and case.actors[actor].level == "legislature" and not is_computed:
        found = [*default_of("party", field), *default_of("leader", field)]
    return found
