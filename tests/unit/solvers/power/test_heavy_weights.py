"""Heavy weights: answered or refused in little memory, and numbers no count can hold."""

import subprocess
import sys

import pytest

from winset.foundation.errors import InputError
from winset.solvers.power.shapley_shubik import shapley_shubik

ONE_GIGABYTE = 1024**3
LIMITED = f"""
import resource, sys
resource.setrlimit(resource.RLIMIT_DATA, ({ONE_GIGABYTE}, {ONE_GIGABYTE}))
from winset.cli import main
code = main(sys.argv[1:])
# The peak that `resource` gives begins with that of the process it was started from.
peak = [line for line in open("/proc/self/status") if "VmHWM" in line][0].split()[1]
print("peak", peak, file=sys.stderr)
sys.exit(code)
"""


TEN_SHARES = (
    "0.123457,0.098765,0.111111,0.102030,0.077777,0.133333,0.099999,0.123456,0.081072,0.049000"
)
THIRTY = ",".join(str(100_003 + 29_989 * k) for k in range(30))
MANY = ",".join(str(1_000_003 + 7919 * k) for k in range(200))


@pytest.mark.parametrize("verb", ["power", "coalitions"])
@pytest.mark.parametrize(
    ("quota", "weights"),
    [
        ("100000001", "100000001,60000007,40000003"),
        ("0.5", TEN_SHARES),
        ("0.1", "1e17,0.2"),
        ("9000000", THIRTY),
        ("180000000", MANY),
    ],
)
def test_a_rule_is_answered_or_refused_within_a_gigabyte(
    verb: str, quota: str, weights: str
) -> None:
    command = [sys.executable, "-c", LIMITED, verb, "--quota", quota, "--weights", weights]
    run = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert run.returncode in (0, 2), run.stderr
    assert run.returncode == 0 or "round the weights to fewer digits" in run.stderr
    assert int(run.stderr.split()[-1]) < ONE_GIGABYTE / 1024


@pytest.mark.parametrize(
    "weights", [[float("nan"), 0.2], [float("inf"), 0.2], [10**310, 2], [1e18, 0.2], [1e-320, 0.2]]
)
def test_weights_no_count_can_hold_are_wrong_input(weights: list[float]) -> None:
    with pytest.raises(InputError, match=r"finite|digits"):
        shapley_shubik(weights, quota=0.1)
