"""Ideal points beside NOMINATE and beside pscl: agreement, time and memory, in one run.

    OPENBLAS_NUM_THREADS=1 python benchmarks/ideal_points.py FOLDER [--congress 106]
        [--chamber senate] [--iterations 2000] [--json]

FOLDER holds matrices/ (H106_matrix.csv.gz) or Voteview's votes, and members/ with Voteview's
NOMINATE scores. Reading, scoring with standard errors and drawing are timed in a process of their
own, whose largest memory is printed. Where Rscript and the package pscl are installed (Debian:
r-cran-pscl), `pscl::ideal` does the one-dimensional job on the same matrix: a tenth of the
iterations given are thrown away, and each draw is set to mean 0 and variance 1, which pscl does on
average only. Both give processor seconds besides, for a machine that has other work. pscl samples a
posterior and winset finds its mode, so the ratio is of time to an answer, not of equal work.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

import numpy as np

from winset.studies.roll_calls.ideal import ideal_report
from winset.votes.readers.read_chamber import congress_votes
from winset.votes.readers.read_voteview import read_voteview_members

_OWN: Final = """
import resource, sys, time
from pathlib import Path
start = time.perf_counter()
from winset.studies.roll_calls.ideal import ideal
from winset.render.export import save_figure
from winset.render.figures.roll_calls.ideal import plot_ideal
from winset.votes.readers.read_chamber import congress_votes
from winset.studies.roll_calls.ideal import ideal_report
folder, congress, chamber, out = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3], Path(sys.argv[4])
loaded = time.perf_counter()
votes = congress_votes(folder, congress, chamber)
read = time.perf_counter()
report = ideal_report(votes, "benchmark")
scored = time.perf_counter()
save_figure(plot_ideal(report), out)
drawn = time.perf_counter()
print(loaded - start, read - loaded, scored - read, drawn - scored, time.process_time(),
      resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""
_PSCL: Final = """
suppressMessages(library(pscl))
start <- proc.time()[["elapsed"]]
m <- as.matrix(read.csv("{file}", header = FALSE))
r <- rollcall(m, yea = 1, nay = -1, missing = 0)
x <- ideal(r, d = 1, maxiter = {iterations}, burnin = {burnin}, thin = 5, normalize = TRUE)
cat("seconds", proc.time()[["elapsed"]] - start, "\\n")
cat("processor", proc.time()[["user.self"]] + proc.time()[["sys.self"]], "\\n")
d <- x$x[, , 1]
d <- (d - rowMeans(d)) / apply(d, 1, sd)
cat("scores", colMeans(d), "\\n")
cat("errors", apply(d, 2, sd), "\\n")
peak <- grep("VmHWM", readLines("/proc/self/status"), value = TRUE)
cat("peak", sub("[^0-9]*([0-9]+).*", "\\\\1", peak), "\\n")
"""


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--congress", type=int, default=106)
    parser.add_argument("--chamber", default="senate")
    parser.add_argument("--iterations", type=int, default=2000)
    parser.add_argument("--json", action="store_true")
    told = parser.parse_args()
    votes = congress_votes(told.folder, told.congress, told.chamber)
    report = ideal_report(votes, f"{told.chamber} {told.congress}")
    placed = {m.id: (m.dim1, m.dim1_se) for m in report.members if m.dim1 is not None}
    found: dict[str, Any] = {
        "what": f"{len(votes.members)} members, {votes.casts.shape[1]} roll calls",
        "correct": report.fit.correct,
        "apre": report.fit.apre,
        "winset": own(told.folder, told.congress, told.chamber),
        "NOMINATE": nominate(told.folder, told.congress, told.chamber, placed),
    }
    rows = [i for i, member in enumerate(votes.members) if member.id in placed]
    ours = np.array([placed[votes.members[i].id] for i in rows], dtype=float)
    found["pscl"] = pscl(votes.casts[rows], ours, told.iterations)
    print(json.dumps(found, indent=None if told.json else 2))


def own(folder: Path, congress: int, chamber: str) -> dict[str, float]:
    """Time reading, scoring and drawing in a process of its own; its largest memory in MB."""
    with tempfile.TemporaryDirectory() as place:
        words = [str(folder), str(congress), chamber, str(Path(place) / "ideal.svg")]
        run = subprocess.run(
            [sys.executable, "-c", _OWN, *words], capture_output=True, text=True, check=True
        )
    names = ("start", "read", "score", "draw", "processor_seconds", "memory_mb")
    return dict(zip(names, map(float, run.stdout.split()), strict=True))


def nominate(
    folder: Path, congress: int, chamber: str, placed: dict[str, Any]
) -> dict[str, float | int]:
    """Correlation with Voteview's first dimension, over all members and within each party."""
    name = f"{chamber[0].upper()}{congress}_members.csv"
    path = next((p for p in (folder / "members" / name, folder / name) if p.is_file()), None)
    if path is None:
        return {}
    rows = [
        (who.member.party, who.dim1, placed[who.member.id][0])
        for who in read_voteview_members(path).values()
        if who.member.id in placed and not np.isnan(who.dim1)
    ]
    found: dict[str, float | int] = {"members": len(rows)}
    for party in ("", "D", "R"):
        pairs = np.array([row[1:] for row in rows if party in ("", row[0])], dtype=float)
        key = f"within {party}" if party else "correlation"
        found[key] = float(np.corrcoef(pairs.T)[0, 1])
    return found


def pscl(casts: np.ndarray[Any, Any], ours: np.ndarray[Any, Any], iterations: int) -> Any:
    """Seconds, memory, correlation of the points and of the errors with `pscl::ideal`."""
    rscript = shutil.which("Rscript")
    if rscript is None:
        return "not run: needs R and pscl (Debian: r-base-core r-cran-pscl)"
    with tempfile.TemporaryDirectory() as place:
        file, program = Path(place) / "matrix.csv", Path(place) / "peer.R"
        np.savetxt(file, casts, fmt="%d", delimiter=",")
        text = _PSCL.format(file=file, iterations=iterations, burnin=iterations // 10)
        program.write_text(text, encoding="utf-8")
        run = subprocess.run([rscript, str(program)], capture_output=True, text=True, check=False)
    lines = dict(line.split(" ", 1) for line in run.stdout.splitlines() if " " in line)
    if run.returncode or "peak" not in lines:
        return f"not run: {(run.stderr.strip().splitlines() or ['no answer'])[-1]}"
    scores, errors = (np.array(lines[name].split(), dtype=float) for name in ("scores", "errors"))
    # Lopsided roll calls count for pscl and not here, so scales differ by little.
    return {
        "seconds": float(lines["seconds"]),
        "processor_seconds": float(lines["processor"]),
        "iterations": iterations,
        "memory_mb": float(lines["peak"]) / 1024,
        "correlation": abs(float(np.corrcoef(scores, ours[:, 0])[0, 1])),
        "correlation_of_errors": float(np.corrcoef(errors, ours[:, 1])[0, 1]),
        "median_error": [float(np.median(errors)), float(np.median(ours[:, 1]))],
    }


if __name__ == "__main__":
    main()
