"""Verdicts of saved cases, each worked out once for each state of its file."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING, Final

from winset.cases.model.case import Case
from winset.foundation.errors import CaseError, InputError
from winset.reports.domestic.report_prose import VERDICTS, percent_text

if TYPE_CHECKING:
    from winset.studies.domestic.glance import Glances
    from winset.workbench.bench import Workbench


_KEPT: Final = 200


class CaseVerdicts:
    """The model's verdict on saved cases, each worked out once for each state of its file.

    Parameters
    ----------
    bench
        Where the cases lie.
    """

    def __init__(self, bench: Workbench) -> None:
        self.bench = bench
        self._glances: Glances | None = None
        self._lock = Lock()
        self._known: OrderedDict[tuple[str, str], tuple[str, str]] = OrderedDict()

    def words(self, key: str) -> tuple[str, str] | None:
        """Say what is found of a case, and the class of the words; about 0.3 s the first time.

        Parameters
        ----------
        key
            Key of its card.

        Returns
        -------
        tuple of str, or None
            None while another case is worked out: ask again. Whoever waited here would keep a
            thread from those who edit, and a long file takes a while.
        """
        sheet = self.bench.shelf.sheet(key)
        state = key, sheet.revision
        known = self._known.get(state)
        if known is not None:
            return known
        if not self._lock.acquire(blocking=False):
            return None
        try:
            found = self._known[state] = self._found(sheet.text, sheet.name)
            while len(self._known) > _KEPT:
                self._known.popitem(last=False)
        finally:
            self._lock.release()
        return found

    def _found(self, text: str, name: str) -> tuple[str, str]:
        from winset.studies.domestic.glance import Glances
        from winset.workbench.editing.history import read_checked

        if self._glances is None:  # of its own, so that the games being played keep theirs quick
            self._glances = Glances()
        try:
            case = read_checked(text, name).case
            if not isinstance(case, Case):
                return "", ""
            found = self._glances.glance(case)
        except CaseError as error:
            number = len(error.problems)
            return f"{number} problem{'s' if number != 1 else ''} to mend", "badge fails"
        except InputError:
            return "cannot be played as it is", "badge fails"
        share = percent_text(found.passage_probability)
        said = VERDICTS[found.verdict].removeprefix("is ")
        return f"The model: passes in {share} of the draws; most often {said}", "quiet"
