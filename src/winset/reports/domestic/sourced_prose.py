"""Sentences on the numbers of a case: how many have a source."""

from __future__ import annotations

from winset.reports.report_parts import SourcedNumbers


def sourced_sentence(sourced: SourcedNumbers | None) -> str:
    """Say how much of a case has a source; nothing where that was not counted.

    Examples
    --------
    >>> from winset.reports.report_parts import SourcedNumbers
    >>> sourced_sentence(SourcedNumbers(numbers=72, with_source=72, defaults=54))
    'Of the 72 numbers of the case 18 have a source of their own, 54 are defaults of the codebook.'
    >>> sourced_sentence(SourcedNumbers(numbers=72, with_source=70))
    'Of the 72 numbers of the case 70 have a source, 2 have none.'
    """
    if sourced is None or sourced.numbers == 0:
        return ""
    bare = sourced.numbers - sourced.with_source
    own = sourced.with_source - sourced.defaults
    if bare == 0 and sourced.defaults == 0:
        return f"Each of the {sourced.numbers} numbers of the case has a source."
    of_its_own = " of their own" if sourced.defaults else ""
    parts = [f"{own or 'none'} {'has' if own == 1 else 'have'} a source{of_its_own}"]
    if sourced.defaults:
        one = sourced.defaults == 1
        parts.append(
            f"{sourced.defaults} {'is a default' if one else 'are defaults'} of the codebook"
        )
    if bare and own + sourced.defaults:
        parts.append(f"{bare} {'has' if bare == 1 else 'have'} none")
    return f"Of the {sourced.numbers} numbers of the case {', '.join(parts)}."
