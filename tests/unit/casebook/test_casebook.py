"""Finding a published case, or the file that was meant."""

from pathlib import Path

import pytest

from winset.casebook import read_case
from winset.foundation.errors import InputError


def test_a_name_without_its_ending_is_led_to_the_file_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "my-bill.yaml").write_text("winset: 1\n")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match=r"whole name, my-bill\.yaml"):
        read_case("my-bill")
