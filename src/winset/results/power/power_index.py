"""The power indices: every other list of them is made from this one."""

from __future__ import annotations

from enum import StrEnum


class PowerIndex(StrEnum):
    """Power indices by their names on the command line.

    Attributes
    ----------
    words : str
        Name in a sentence.
    module : str
        Module of `winset.solvers.power` that computes it, by a function of the index's name.
    adds_up : bool
        Whether the values add up to 1, so that they can be held against shares of the weight.
    with_unions : bool
        Whether it needs a-priori unions.

    Examples
    --------
    >>> PowerIndex.OWEN.words, PowerIndex("banzhaf-owen").adds_up
    ('Owen value', False)
    """

    words: str
    module: str
    adds_up: bool
    with_unions: bool

    SHAPLEY_SHUBIK = "shapley-shubik", "Shapley-Shubik index", "shapley_shubik", True
    BANZHAF = "banzhaf", "normalised Banzhaf index", "banzhaf", True
    PENROSE_BANZHAF = "penrose-banzhaf", "absolute Penrose-Banzhaf index", "penrose_banzhaf"
    COLEMAN_PREVENT = "coleman-prevent", "Coleman's power to prevent action", "coleman"
    COLEMAN_INITIATE = "coleman-initiate", "Coleman's power to initiate action", "coleman"
    COLEMAN_ACT = "coleman-act", "Coleman's power of the body to act", "coleman"
    JOHNSTON = "johnston", "Johnston index", "johnston", True
    DEEGAN_PACKEL = "deegan-packel", "Deegan-Packel index", "deegan_packel", True
    HOLLER_PACKEL = "holler-packel", "Holler-Packel index", "holler_packel", True
    OWEN = "owen", "Owen value", "owen", True, True
    BANZHAF_OWEN = "banzhaf-owen", "Banzhaf-Owen value", "banzhaf_owen", False, True

    def __new__(
        cls,
        name: str,
        words: str = "",
        module: str = "",
        adds_up: bool = False,
        with_unions: bool = False,
    ) -> PowerIndex:
        """Make a member whose value is its name on the command line."""
        index = str.__new__(cls, name)
        index._value_ = name
        index.words, index.module = words, module
        index.adds_up, index.with_unions = adds_up, with_unions
        return index
