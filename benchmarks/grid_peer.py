"""The majority relation over a grid by gridvoting-jax, run with the Python of its own environment.

Reads one JSON task from standard input, {"side", "ideals", "majority", "room"}, and prints one JSON
answer: {"asked", "seconds", "wins"}. It asks the compiler how much memory the library's own
expression takes (`asked`, bytes) and runs it only if that fits into `room`. Compiling is not timed.
"""

from __future__ import annotations

import json
import sys
import time

import gridvoting_jax as gv
import jax
import jax.numpy as jnp


def main() -> None:
    """Answer one task."""
    task = json.load(sys.stdin)
    step = 1.0 / (task["side"] - 1)
    grid = gv.Grid(x0=0.0, x1=1.0, xstep=step, y0=0.0, y1=1.0, ystep=step)
    spatial = gv.SpatialVotingModel(
        voter_ideal_points=jnp.asarray(task["ideals"]),
        grid=grid,
        number_of_voters=len(task["ideals"]),
        majority=task["majority"],
        zi=False,
    )
    model = spatial.model
    # The expression of VotingModel.stochastic_matrix_parameters, as the library has it.
    relation = jax.jit(jnp.vectorize(lambda i: model.what_beats(i=i)))
    compiled = relation.lower(jnp.arange(grid.len)).compile()
    asked = int(compiled.memory_analysis().temp_size_in_bytes)
    answer = {"asked": asked, "points": int(grid.len), "seconds": None, "wins": None}
    if asked <= task["room"]:
        begin = time.perf_counter()
        beats = compiled(jnp.arange(grid.len)).block_until_ready()
        answer["seconds"] = time.perf_counter() - begin
        answer["wins"] = int(beats.sum())
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
