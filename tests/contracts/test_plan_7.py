"""What the page on plan 7 says came of its casebooks is what the stored trials say."""

from tests.contracts.pages import TRIALS, explanation, share

PAGE = explanation("plan-7")


def test_what_came_of_its_casebooks() -> None:
    found = TRIALS["recovery"]["own"]
    gaps = {name: one["rank_gap"] for name, one in found["coefficients"].items()}
    assert found["casebooks"] == 300
    assert len(gaps) == 12
    largest = max(gaps, key=lambda name: gaps[name])
    assert gaps[largest] < found["band_of_all"]
    assert (
        f"gap is {share(gaps[largest])} ({largest}; the joint band ends at "
        f"{share(found['band_of_all'])}); s_a, too high in every trial before, has "
        f"{share(gaps['s_a'])}." in PAGE
    )
    held, error = share(found["coverage_90"]), share(found["coverage_error"])
    assert f"{held} of all truths (standard error {error})" in PAGE
    assert 0.875 <= found["coverage_90"] <= 0.925
    assert (found["few"], found["distrusted"]) == (0, 0)
    zero, effect = found["planted"]["zero"], found["planted"]["effect"]
    assert f"a rho of 0 is estimated at {share(zero['mean'], 2)} on average" in PAGE
    assert f"a rho of .2 is estimated at {share(effect['mean'], 2)} and" in PAGE
    assert zero["above_zero"] == effect["above_zero"] == 0.0
