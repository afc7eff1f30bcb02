"""Named random streams: one seed, one answer, however it is cut."""

from __future__ import annotations

import numpy as np
import pytest

from winset.foundation.randomness import (
    BLOCK_DRAWS,
    generator,
    normal_table,
    standard_normals,
    stream_key,
    uniforms,
)


@pytest.mark.parametrize("draw", [uniforms, standard_normals])
@pytest.mark.parametrize("width", [1, 3])
def test_a_piece_of_a_stream_is_that_piece_of_the_whole(draw: object, width: int) -> None:
    assert callable(draw)
    whole = draw(7, "theta", 0, 3 * BLOCK_DRAWS, width)
    edge = BLOCK_DRAWS
    for start, stop in ((0, 1), (edge - 1, edge + 1), (edge, 2 * edge), (5, 2 * edge + 9)):
        assert np.array_equal(draw(7, "theta", start, stop, width), whole[start:stop])


def test_nothing_is_drawn_for_an_empty_piece() -> None:
    assert uniforms(0, "theta", 5, 5).shape == (0, 1)
    assert uniforms(0, "theta", 0, 0, 4).shape == (0, 4)


def test_the_numbers_themselves_are_fixed_from_version_to_version() -> None:
    # Philox under SeedSequence(entropy=0, spawn_key=(crc32(b"theta"), 0))
    import zlib

    sequence = np.random.SeedSequence(entropy=0, spawn_key=(zlib.crc32(b"theta"), 0))
    expected = np.random.Generator(np.random.Philox(sequence)).random(3)
    assert uniforms(0, "theta", 0, 3)[:, 0].tolist() == expected.tolist()


def test_seeds_names_and_blocks_give_streams_of_their_own() -> None:
    streams = [
        generator(seed, name, block).random(4).tolist()
        for seed in (0, 1)
        for name in ("theta", "tau")
        for block in (0, 1)
    ]
    assert len({tuple(stream) for stream in streams}) == 8


def test_uniforms_lie_in_the_unit_interval_and_normals_are_standard() -> None:
    flat = uniforms(0, "u", 0, 20_000)
    assert flat.min() >= 0
    assert flat.max() < 1
    assert flat.mean() == pytest.approx(0.5, abs=0.01)
    bell = standard_normals(0, "n", 0, 20_000)
    assert (bell.mean(), bell.std()) == (pytest.approx(0, abs=0.03), pytest.approx(1, abs=0.03))


@pytest.mark.parametrize(("seed", "block"), [(-1, 0), (0, -1)])
def test_negative_seeds_and_blocks_are_refused(seed: int, block: int) -> None:
    with pytest.raises(ValueError):
        generator(seed, "theta", block)


def test_a_key_belongs_to_one_seed_and_one_name() -> None:
    keys = {tuple(stream_key(s, n).tolist()) for s in range(50) for n in ("House", "Senate")}
    assert len(keys) == 100
    assert stream_key(3, "House").tolist() == stream_key(3, "House").tolist()
    with pytest.raises(ValueError, match="negative"):
        stream_key(-1, "House")


def test_a_wider_or_longer_table_begins_with_the_same_numbers() -> None:
    small = normal_table(5, "member", 30, 70)
    assert small.shape == (30, 70)
    assert small.flags.c_contiguous
    assert (normal_table(5, "member", 1100, 200)[:30, :70] == small).all()
    assert not (normal_table(6, "member", 30, 70) == small).any()


def test_the_columns_of_a_table_are_independent_normals() -> None:
    table = normal_table(5, "member", 4096, 130)
    spread = np.corrcoef(table, rowvar=False) - np.eye(130)
    assert abs(table.mean()) < 4.0 / np.sqrt(table.size)
    assert np.abs(spread).max() < 5.5 / np.sqrt(4096)
