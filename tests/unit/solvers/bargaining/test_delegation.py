"""The cap on an agent's discretion."""

import pytest

from winset.foundation.errors import InputError
from winset.solvers.bargaining.delegation import delegation


def test_more_bias_means_less_leave_and_more_loss() -> None:
    found = [delegation(0.05 * k) for k in range(21)]
    caps = [answer.cap for answer in found]
    assert caps == sorted(caps, reverse=True)
    assert [a.loss for a in found] == sorted(a.loss for a in found)
    assert all(answer.verify() for answer in found)


def test_beyond_a_half_nothing_is_delegated() -> None:
    assert delegation(0.49).delegates
    assert not delegation(0.5).delegates
    assert delegation(2.0).cap == 0.5
    assert "Nothing" in delegation(2.0).summary()


def test_an_agent_who_wants_less_is_refused() -> None:
    with pytest.raises(InputError):
        delegation(-0.1)


def test_a_wrong_cap_fails_its_own_check() -> None:
    from dataclasses import replace

    assert not replace(delegation(0.25), cap=0.6).verify()
