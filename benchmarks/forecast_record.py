"""Write the record that `winset forecast` shows beside each model.

    python benchmarks/forecast_record.py FILE

FILE is the first wave of DEU III as a table of decided issues. Scores of the distribution are those
out of fold, since its constants were sized on the same issues; the others have no constants.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from forecast_distribution import study
from winset.studies.forecast.score_decided import score_forecasts

RECORD = Path(__file__).parents[1] / "src" / "winset" / "studies" / "forecast" / "record.toml"
DATA = "156 issues of the European Union, 1998 to 2001 (DEU III, first wave)"


def main() -> int:
    """Score, write and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    file = parser.parse_args().file
    scored = score_forecasts(file)
    lines = [
        "# Mean absolute error and CRPS on decided issues, 0 to 100. Written by",
        "# benchmarks/forecast_record.py; scores of the distribution are out of fold.",
        f'data = "{DATA}"',
    ]
    for name, found in scored.models.items():
        mae, crps = found.mae, found.crps
        if name == "distribution":
            held = study(file)["kept_out_of_fold"]
            mae, crps = held["mae"], held["crps"]
        lines += [
            "",
            f"[models.{name}]",
            f"n = {found.n}",
            f"mae = {mae:.2f}",
            f"crps = {crps:.2f}",
        ]
    RECORD.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())
