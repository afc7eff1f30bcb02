"""`winset estimate`: the document, the block it writes, folds that are kept."""

import json
from pathlib import Path

import pytest

from winset.cases.file.read_parameters import read_parameters
from winset.cli import main
from winset.studies.estimate.folds import read_folds

CASES = ["nafta-1993", "fast-track-1998", "textile-1988"]


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Run a command and return its exit code and what it printed."""
    code = main(list(words))
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_the_block_it_writes_is_taken_by_other_verbs(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    out = tmp_path / "block.yaml"
    code, text, _ = run(capsys, "estimate", *CASES, "--out", str(out), "--json")
    document = json.loads(text)
    assert code == 0
    assert document["schema"] == "winset/estimate/1"
    assert document["cases"] == CASES
    assert [row["name"] for row in document["parameters"]][:2] == ["gamma_0", "gamma_dir"]
    assert document["diagnostics"]["effective_sample_size"] > 20
    assert 0.7 < document["diagnostics"]["coverage_90"] < 0.9
    model = read_parameters(out).vote_model
    assert (model.source, len(model.sample)) == ("estimated", 400)
    code, text, _ = run(
        capsys, "analyze", "nafta-1993", "--parameters", str(out), "--draws", "50", "--json"
    )
    report = json.loads(text)
    assert code == 0
    assert report["parameters_source"] == "estimated"
    assert report["probabilities"]["passes"] == report["passage_probability"]
    assert report["parameters"]["vote_model"]["sample_size"] == 400
    assert [row["coefficient"] for row in report["hypotheses"]["H1"]] == ["rho", "pi"]


def test_finished_folds_are_kept_and_gone_on_with(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    out = tmp_path / "block.yaml"
    words = ("estimate", *CASES, "--draws", "100", "--leave-one-out", "--out", str(out), "--json")
    words = (*words, "--as-registered")
    code, first, _ = run(capsys, *words)
    assert code == 0
    folds = sorted((tmp_path / "block.folds").iterdir())
    assert {path.name.split(".")[0] for path in folds} >= {"nafta-1993", "fast-track", "textile"}
    stamp = folds[0].stat().st_mtime_ns
    code, second, _ = run(capsys, *words, "--resume")
    assert code == 0
    assert folds[0].stat().st_mtime_ns == stamp
    assert json.loads(first) == json.loads(second)
    assert len(json.loads(first)["leave_one_out"]["cases"]) == 3
    whole = folds[0].read_bytes()
    folds[0].write_bytes(whole.replace(b'"case": "', b'"case": "x'))
    code, _, said = run(capsys, *words, "--resume")
    assert code == 2
    assert f"{folds[0]}: is not a finished fold; delete it" in said
    folds[0].write_bytes(whole)
    stored = read_folds(tmp_path / "block.folds.json")
    assert list(stored.forecasts) == ["registered", "none"]
    assert stored.sum_over_shocks == "as-registered"
    assert list(stored.cases) == CASES


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "no cases to estimate from"),
        (["nafta-1993"], "two cases or more"),
        (["putnam-figure-1", "nafta-1993"], "negotiation"),
        (["nafta-1993", "textile-1988", "--resume"], "--leave-one-out"),
    ],
)
def test_wrong_input_is_told(
    capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    code, _, err = run(capsys, "estimate", *words)
    assert code == 2
    assert said in err
