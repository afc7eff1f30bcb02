"""A new case as text: the defaults written in, and what is left to look up, as comments."""

from __future__ import annotations

from winset.cases.codebook.build import Wanted, new_case_data
from winset.cases.codebook.like import like
from winset.cases.file.yaml_text import block_lines
from winset.cases.model.case import Case

_HEAD = """\
# Begun by `winset new --codebook {book}`. Every number is a default of the codebook
# (docs/reference/codebook.md) and says so; change one only with a source dated before `as_of`, as
# an entry under `evidence` with `date`, `source` and `about`.
#
# To look up, by the sections of the codebook:
#   (a) as_of: the day of introduction or signature.  (b) the step; axes and reasons, by statements.
#   (c) package: true or false; clock, if a statute sets one.
#   (d) who else campaigned.  (e) changes of seats since the opening day.
#   (f) payoff: dated concessions; polarization: sponsors; opposition: organisations on record.
#   (g) stakes by trade shares; engagement by dated signs; ties, reach and agenda by dated sources.
#   (h) joined: {{value: true, date: ..., source: ...}} for every group, or left out if unknown.
#   (i) start: the first official step; deadline.  (j) the rule.
#   (n) last: outcome: {{verdict: ..., date: ..., tally: {{...}}, by_party: {{...}}}}
"""


def new_case_text(wanted: Wanted, other: Case | None = None) -> str:
    """A new case with the codebook's defaults, as a file that `winset check` accepts.

    Parameters
    ----------
    wanted
        What it is to be about.
    other
        A case it is like, whose axes, rule and actors are taken over.

    Raises
    ------
    InputError
        As for `winset.cases.codebook.build.new_case_data`.

    Examples
    --------
    >>> import datetime as dt
    >>> text = new_case_text(Wanted("nafta", "us-trade", as_of=dt.date(1993, 11, 4)))
    >>> text.splitlines()[0]
    '# Begun by `winset new --codebook us-trade`. Every number is a default of the codebook'
    """
    data = new_case_data(wanted)
    if other is not None:
        data = like(data, other)
    return _HEAD.format(book=wanted.book) + "\n".join(block_lines(data)) + "\n"
