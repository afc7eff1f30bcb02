"""What the page on plan 5 says came of it is what the stored trials say."""

import pytest
from tests.contracts.pages import TRIALS, explanation, share

from winset.cases.file.read_parameters import read_parameters

PAGE = explanation("plan-5")


def test_what_came_of_its_casebooks() -> None:
    found = TRIALS["recovery"]["corrected"]
    edge = found["band_of_all"]
    assert found["casebooks"] == 300
    held, error = share(found["coverage_90"]), share(found["coverage_error"])
    assert f"{held} of all truths (standard error {error})" in PAGE
    of = found["coefficients"]
    assert [name for name, one in of.items() if one["rank_gap"] > edge] == ["s_a"]
    assert [name for name, one in of.items() if one["rank_gap"] == edge] == ["gamma_dir"]
    assert f"s_a is not ({share(of['s_a']['rank_gap'], 2)};" in PAGE
    assert f"its intervals hold {share(of['s_a']['coverage_90'], 2)}." in PAGE
    assert f"is even ({share(of['s_t']['rank_gap'], 2)})" in PAGE
    slope, inside = (share(of["lambda"][name], 2) for name in ("slope", "coverage_90"))
    assert f"slope {slope}, intervals that hold {inside}." in PAGE
    assert (found["few"], found["distrusted"]) == (2, 0)
    zero, effect = found["planted"]["zero"], found["planted"]["effect"]
    assert f"a rho of 0 is estimated at {share(zero['mean'], 2)} on average" in PAGE
    assert f"a rho of .2 is estimated at {share(effect['mean'], 2)} and" in PAGE
    assert zero["above_zero"] == 0.0
    assert effect["above_zero"] * effect["casebooks"] == pytest.approx(1.0, abs=0.01)


def test_what_came_of_the_record() -> None:
    found = TRIALS["record_by_plan_5"]
    assert f"({found['effective_sample_size']:.0f} of {found['draws']:,} draws effective" in PAGE
    shipped = read_parameters().vote_model.coefficients
    for name, one in found["coefficients"].items():
        assert one["mean_moved"] == pytest.approx(
            (one["mean"] - shipped[name].mean) / shipped[name].sd, abs=0.01
        )
    for name, verb in (("s_a", " moves by"), ("gamma_dir", " by"), ("eta", ""), ("gamma_pkg", "")):
        moved = f"{found['coefficients'][name]['mean_moved']:+.2f}"
        assert f"{name} by {moved}" in PAGE or f"{name}{verb} {moved}" in PAGE
    for group in ("all", "new"):
        now, before = found[group]["registered"], found[group]["plan_2"]
        assert f"{share(now['brier'])} ({share(before['brier'])}" in PAGE
        mean, low, high = found[group]["stored_less_this"]["brier"]
        assert f"{mean:+.3f}, {low:+.3f} to {high:+.3f}" in PAGE
    other = found["other_draws"]
    assert f"({other['effective_sample_size']} draws effective" in PAGE
    for name, said in (
        ("gamma_dir", "gamma_dir at {} instead of {}"),
        ("s_a", "s_a at {} instead of {}"),
    ):
        means = (other["coefficients"][name]["mean"], found["coefficients"][name]["mean"])
        assert said.format(*(share(mean, 2) for mean in means)) in PAGE
    first, second = (other["log_likelihood"][f"place_by_{one}"] for one in ("first", "second"))
    assert (
        f"of the first is {second['first']:.0f} and that of the second {second['second']:.0f};"
        in PAGE
    )
    assert f"they are {first['first']:.0f} and {first['second']:.0f}," in PAGE
    old, new = (found["all"][of]["balanced_accuracy"] for of in ("plan_2", "registered"))
    assert f"falls from {share(old)} to {share(new)}" in PAGE
