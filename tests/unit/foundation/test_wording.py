"""Numbers with their nouns."""

import pytest

from winset.foundation.wording import counted


@pytest.mark.parametrize(("count", "text"), [(0, "0 rows"), (1, "1 row"), (1200, "1,200 rows")])
def test_only_one_takes_the_singular(count: int, text: str) -> None:
    assert counted(count, "row", "rows") == text
