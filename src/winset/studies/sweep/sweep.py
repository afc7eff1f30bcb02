"""`sweep`: a game played at very many points, kept on disk, resumable, by any number of workers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from winset.foundation.errors import InputError
from winset.foundation.randomness import BLOCK_DRAWS
from winset.games.domestic import Floats
from winset.studies.arguments import refuse_no_count
from winset.studies.sweep.design import DESIGNS, Design, SweepPlan, planned, points
from winset.studies.sweep.experiment import Columns, Experiment, digest_of
from winset.studies.sweep.inputs import (
    Correlation,
    VariedInput,
    copula_factor,
    correlated,
    varied_inputs,
)
from winset.studies.sweep.store import SweepStore, part_bytes
from winset.studies.sweep.workers import crew

if TYPE_CHECKING:
    import pandas as pd

MOST_DRAWS = 100_000_000
MOST_CELLS = 50_000_000
"""Up to so many values of inputs are kept in the table when all inputs vary."""
INDEPENDENT = ("saltelli", "morris")
"""Designs that change one input at a time and so need independent ones."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class SweepQuestion:
    """A sweep's question; with the same question and seed every worker finds the same answer.

    Parameters
    ----------
    experiment
        What is played.
    varied
        Which inputs vary, in the order of the case.
    plan
        At which points.
    correlations
        Which inputs go together.
    kept
        Paths of the inputs kept in the table.
    vary, hold_others
        The ranges as they were asked for; `varied` follows from them.
    """

    experiment: Experiment
    varied: tuple[VariedInput, ...]
    plan: SweepPlan
    correlations: tuple[Correlation, ...] = ()
    kept: tuple[str, ...] = ()
    vary: tuple[tuple[str, str | None], ...] = ()
    hold_others: bool = False

    @property
    def part_draws(self) -> int:
        """Draws in one part: one task of a worker and one file on disk."""
        return self.experiment.part_draws

    def manifest(self) -> dict[str, Any]:
        """Read what the folder says of itself; ``identity`` is the digest of what is asked."""
        plan = self.plan
        told = {
            **self.experiment.identity(),
            "version": version("winset"),
            "seed": plan.seed,
            "design": plan.design,
            "shocks": plan.with_shocks,
            "inputs": [item.to_dict() for item in self.varied],
            "correlations": [[c.first, c.second, c.value] for c in self.correlations],
            "kept": list(self.kept),
        }
        fixed = {"draws": plan.draws} if plan.design in INDEPENDENT else {}
        return {
            "schema": "winset/sweep-manifest/1",
            "identity": digest_of({**told, **fixed}),
            "draws": plan.draws,
            "part_draws": self.part_draws,
            "asked": {"vary": dict(self.vary), "hold_others": self.hold_others},
            **told,
        }

    def play(self, start: int, stop: int) -> Columns:
        """Answers to the draws ``start`` to ``stop`` of one block, and where they lie."""
        likely = np.array([item.likely for item in self.experiment.inputs])
        column = {item.path: place for place, item in enumerate(self.experiment.inputs)}
        share, shock = points(self.plan, start, stop)
        share = correlated(share, *copula_factor(self.varied, self.correlations))
        values = np.repeat(likely[None, :], stop - start, axis=0)
        for place, item in enumerate(self.varied):
            values[:, column[item.path]] = item.at(share[:, place])
        shocks = shock if self.plan.with_shocks else None
        found = self.experiment.play(values, self.plan.seed, shocks)
        where = {path: values[:, column[path]] for path in self.kept}
        return {"draw": np.arange(start, stop, dtype=np.int64), **where, **found}


@dataclass(frozen=True)
class PartTask:
    """Task of a worker: a question and the identity every part carries."""

    question: SweepQuestion
    note: dict[str, Any]

    def __call__(self, part: int) -> bytes:
        """Play one part, block by block; return it as a Parquet file."""
        size = self.question.part_draws
        first = part * size
        last = min(self.question.plan.draws, first + size)
        blocks = [
            self.question.play(start, min(start + BLOCK_DRAWS, last))
            for start in range(first, last, BLOCK_DRAWS)
        ]
        columns = {name: np.concatenate([b[name] for b in blocks]) for name in blocks[0]}
        return part_bytes(columns, {**self.note, "part": part})


def asked(
    experiment: Experiment,
    *,
    vary: Mapping[str, str | None] | None = None,
    draws: int,
    seed: int = 0,
    design: Design = "latin-hypercube",
    correlations: Sequence[Correlation] = (),
    hold_others: bool = False,
    with_shocks: bool = True,
    keep: Sequence[str] | None = None,
) -> SweepQuestion:
    """Put a question together and check it.

    Parameters
    ----------
    experiment
        What is played.
    vary
        Path to range as text; see `varied_inputs`.
    draws
        How often, 1 to 100,000,000; rounded down where the design works in sets.
    seed
        Not negative.
    design
        One of `DESIGNS`.
    correlations
        Pairs of varied inputs with the correlation of their normal scores.
    hold_others
        Keep numbers not named at their likely values.
    with_shocks
        Draw the shocks too, where the experiment has any.
    keep
        Paths to keep in the table. Default: the named ones, or without names all that vary as
        long as the table stays below 50 million values.

    Raises
    ------
    InputError
        If any of this does not fit, with what would be right.
    """
    refuse_no_count(draws, seed, MOST_DRAWS)
    if design not in DESIGNS:
        raise InputError(f"--design {design}: there is {', '.join(DESIGNS)}")
    if correlations and design in INDEPENDENT:
        raise InputError(
            f"--design {design} takes the inputs as independent", "leave out --correlate"
        )
    varied = varied_inputs(experiment.inputs, vary or {}, hold_others=hold_others)
    copula_factor(varied, correlations)
    paths = tuple(item.path for item in varied)
    plan = planned(design, draws, seed, paths, with_shocks=with_shocks and experiment.has_shocks)
    if keep is None:
        named = [item.path for item in varied if item.named]
        keep = named or (paths if plan.draws * len(paths) <= MOST_CELLS else ())
    kept = tuple(path for path in paths if path in set(keep))
    ranges = tuple((vary or {}).items())
    return SweepQuestion(experiment, varied, plan, tuple(correlations), kept, ranges, hold_others)


def run(
    question: SweepQuestion,
    folder: str | Path,
    *,
    workers: int = 1,
    scheduler: str | None = None,
    progress: Progress | None = None,
) -> Sweep:
    """Play what is not there yet and leave the whole in the folder.

    Answers: how do price, budget and verdict come out over everything the inputs may be?

    Parameters
    ----------
    question
        What is asked.
    folder
        Where the table is kept; what an interrupted sweep of the same question left there is
        taken over.
    workers
        Processes on this machine.
    scheduler
        Address of a Dask scheduler instead.
    progress
        Called with the draws there are and the draws there will be.

    Returns
    -------
    Sweep

    Raises
    ------
    InputError
        If the folder cannot be used or holds another sweep, the disk is full, the scheduler does
        not answer, or workers keep dying. Parts written before are kept.

    Notes
    -----
    Each part depends on its number and the seed alone, so the table is the same to
    the last bit whoever computes it. Parts are written whole and renamed into place. At any time
    at most two parts for each worker are in memory.
    """
    if workers < 1:
        raise InputError(f"--workers {workers}: at least 1 is needed")
    store, plan = SweepStore(Path(folder)), question.plan
    manifest = question.manifest()
    with store.locked():
        store.begin(manifest)
        size = question.part_draws
        parts = range(-(-plan.draws // size))
        rows = {n: min(size, plan.draws - n * size) for n in parts}
        there = store.done(rows, manifest["identity"])
        todo = [n for n in parts if n not in there]
        have = sum(rows[n] for n in there)
        _tell(progress, have, plan.draws)
        if todo:
            note = {k: manifest[k] for k in _NOTED if k in manifest}
            task = PartTask(question, note)
            with crew(min(workers, len(todo)), scheduler) as hands:
                for part, data in hands.work(task, todo):
                    store.write(store.part(part), data)
                    have += rows[part]
                    _tell(progress, have, plan.draws)
    return Sweep(Path(folder), manifest)


_NOTED = ("identity", "case", "digest", "version", "seed", "design", "draws")


def _tell(progress: Progress | None, have: int, whole: int) -> None:
    if progress is not None:
        progress(have, whole)


@dataclass(frozen=True, repr=False)
class Sweep:
    """A finished sweep on disk.

    Parameters
    ----------
    folder
        Where it is.
    manifest
        What it is: case, parameters, seed, version, design, inputs.
    """

    folder: Path
    manifest: dict[str, Any]

    def __repr__(self) -> str:
        """Show case, draws, design and folder in one line."""
        case = self.manifest.get("case", "function")
        return f"<Sweep: {case}, {self.draws} draws ({self.design}), in {self.folder}>"

    @property
    def draws(self) -> int:
        """Number of draws."""
        return int(self.manifest["draws"])

    @property
    def design(self) -> Design:
        """Describe how its points were chosen."""
        found: Design = self.manifest["design"]
        return found

    @property
    def names(self) -> list[str]:
        """Names of the columns, without reading them."""
        import pyarrow.parquet as pq

        return list(pq.read_schema(SweepStore(self.folder).part(0)).names)

    def inputs(self) -> list[str]:
        """Paths of the inputs that are kept in the table."""
        return list(self.manifest["kept"])

    def to_frame(self, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """Table as a data frame, one row a draw.

        Parameters
        ----------
        columns
            Which; default all.

        Raises
        ------
        InputError
            If there is no such column, or a part was damaged after it was written.
        """
        frame: pd.DataFrame = self._table(columns).to_pandas()
        return frame

    def column(self, name: str) -> NDArray[Any]:
        """One column as an array, shape ``(n_draws,)``."""
        return np.asarray(self._table([name]).column(name).to_numpy())

    def columns(self, names: Sequence[str]) -> Floats:
        """Several columns as numbers, shape ``(n_draws, n_names)``."""
        table = self._table(list(names))
        found = [np.asarray(table.column(n).to_numpy(), dtype=np.float64) for n in names]
        return np.stack(found, axis=1) if found else np.zeros((self.draws, 0))

    def _table(self, columns: Sequence[str] | None) -> Any:
        import pyarrow as pa
        import pyarrow.parquet as pq

        from winset.foundation.spelling import meant

        known = self.names
        for name in columns or ():
            if name not in known:
                right = meant(name, known, noun="columns")
                raise InputError(f"{self.folder}: the sweep has no column {name!r}", right)
        store = SweepStore(self.folder)
        parts = range(-(-self.draws // int(self.manifest["part_draws"])))
        read = []
        for path in map(store.part, parts):
            try:
                table = pq.read_table(
                    path, columns=columns, partitioning=None, page_checksum_verification=True
                )
            except (OSError, ValueError, pa.ArrowException):
                right = "delete it and give the command of the sweep again; it makes the part anew"
                raise InputError(f"{path}: the part is damaged", right) from None
            read.append(table.replace_schema_metadata(None))
        return pa.concat_tables(read)


def read_sweep(folder: str | Path) -> Sweep:
    """Open a finished sweep.

    Parameters
    ----------
    folder
        Where `winset sweep --out` left it.

    Raises
    ------
    InputError
        If there is none, or it was not finished.
    """
    store = SweepStore(Path(folder))
    manifest = store.manifest()
    if manifest is None:
        raise InputError(f"{folder}: there is no sweep here", "name the folder given to --out")
    size, draws = int(manifest["part_draws"]), int(manifest["draws"])
    rows = {n: min(size, draws - n * size) for n in range(-(-draws // size))}
    missing = len(rows) - len(store.done(rows, manifest["identity"]))
    if missing:
        raise InputError(
            f"{folder}: {missing} of {len(rows)} parts are missing",
            "give the command that began it once more; it goes on where it stopped",
        )
    return Sweep(Path(folder), manifest)


def default_folder(question: SweepQuestion) -> Path:
    """Folder of a sweep that was given none: ``sweeps/CASE-DIGEST`` under the current one."""
    manifest = question.manifest()
    return Path("sweeps") / f"{manifest['case']}-{manifest['identity'][:8]}"
