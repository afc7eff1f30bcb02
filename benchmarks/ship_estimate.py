"""Put an estimate into the package: its posterior beside the default block, its folds by the plan.

winset estimate --all --as-registered --leave-one-out --workers 2 --out estimated.yaml
python benchmarks/ship_estimate.py estimated.yaml
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from winset.cases.file.read_parameters import read_parameters
from winset.studies.estimate.block import findings

PACKAGE = Path(__file__).parents[1] / "src" / "winset"


def main() -> None:
    """Write both files."""
    block = Path(sys.argv[1])
    model = read_parameters(block).vote_model.model_dump(mode="json")
    kept = {name: model[name] for name in ("source", "coefficients", "sample")}
    kept["findings"] = {
        name: one.model_dump(mode="json") for name, one in findings(settled=False).items()
    }
    sample = kept.pop("sample")
    text = json.dumps(kept, indent=1)[:-2]
    rows = ",\n".join("  " + json.dumps(row) for row in sample)
    (PACKAGE / "cases" / "posterior.json").write_text(f'{text},\n "sample": [\n{rows}\n ]\n}}\n')
    folds = block.with_name(f"{block.stem}.folds.json").read_text(encoding="utf-8")
    (PACKAGE / "studies" / "estimate" / "folds.json").write_text(folds)


if __name__ == "__main__":
    main()
