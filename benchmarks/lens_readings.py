"""What each lens says of the domestic cases: how often it predicts, is right, abstains.

    python benchmarks/lens_readings.py

One line a lens, with the reason it most often gives for abstaining. Some half a minute.
"""

from __future__ import annotations

from collections import Counter, defaultdict

import winset as ws
from winset.casebook import case_head, case_ids, read_domestic_case


def main() -> None:
    """Print a line a lens."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    reasons: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for name in case_ids():
        if case_head(name).kind != "domestic":
            continue
        for reading in ws.lenses(read_domestic_case(name)).readings:
            counts = found[reading.lens]
            counts[str(reading.prediction)] += 1
            counts["right"] += bool(reading.agrees)
            if reading.prediction is None:
                reasons[reading.lens][reading.because[:60]] += 1
    print(f"{'lens':22} passes  does not  abstains  right")
    for name, counts in found.items():
        shown = (counts["passes"], counts["does not pass"], counts["None"], counts["right"])
        why = reasons[name].most_common(1)
        print(
            f"{name:22} {shown[0]:6} {shown[1]:9} {shown[2]:9} {shown[3]:6}", *(w[0] for w in why)
        )


if __name__ == "__main__":
    main()
