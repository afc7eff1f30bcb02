"""Build the source archive and the wheel, install the wheel elsewhere and use it.

What a package index would take is built from this tree; the wheel is installed into a new
environment that sees the installed dependencies but not this checkout, and the command is run from
an empty folder. Exits 0 if all holds. `make package` runs it.
"""

from __future__ import annotations

import email
import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import tempfile
import tomllib
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
WANTED_IN_WHEEL = (
    "winset/py.typed",
    "winset/casebook/china-pntr-2000.yaml",
    "winset/cases/codebook/",
    "winset/studies/estimate/plan.yaml",
)
WANTED_IN_SOURCE = ("pyproject.toml", "README.md", "LICENSE", "src/winset/__init__.py")


def main() -> int:
    """Build, look inside, install, run; print what was found and return the exit code."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        run(sys.executable, "-m", "hatchling", "build", "-d", str(place), cwd=ROOT)
        wheel, source = only(place.glob("*.whl")), only(place.glob("*.tar.gz"))
        problems = [*wheel_problems(wheel), *source_problems(source)]
        if not problems:
            problems = installed_problems(wheel, place)
        for name in (wheel, source):
            print(f"{name.name}: {name.stat().st_size / 1e6:.1f} MB")
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def only(found: object) -> Path:
    """Return the one path of an iterator."""
    (path,) = list(found)  # type: ignore[call-overload]
    return Path(path)


def run(*command: str, cwd: Path) -> str:
    """Run a command and return what it prints; its errors go to the terminal."""
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(
        command, cwd=cwd, check=True, stdout=subprocess.PIPE, text=True, env=surroundings
    ).stdout


def wheel_problems(wheel: Path) -> list[str]:
    """Return what the wheel lacks: files, extras, the command."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        info = next(name for name in names if name.endswith(".dist-info/METADATA"))
        described = email.message_from_bytes(archive.read(info))
        scripts = archive.read(info.replace("METADATA", "entry_points.txt")).decode()
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"][
        "optional-dependencies"
    ]
    problems = [f"not in the wheel: {name}" for name in WANTED_IN_WHEEL if not has(names, name)]
    listed = {name.lower() for name in described.get_all("Provides-Extra", [])}
    problems += [f"an extra is not declared: {name}" for name in extras if name not in listed]
    if "winset = winset.cli:main" not in scripts:
        problems.append("the wheel has no command `winset`")
    return problems


def source_problems(source: Path) -> list[str]:
    """Return what the source archive lacks."""
    with tarfile.open(source) as archive:
        names = [name.partition("/")[2] for name in archive.getnames()]
    return [f"not in the source archive: {name}" for name in WANTED_IN_SOURCE if name not in names]


def has(names: list[str], wanted: str) -> bool:
    """Return whether a file, or something in a folder that ends in a slash, is there."""
    return any(name == wanted or (wanted[-1] == "/" and name.startswith(wanted)) for name in names)


def installed_problems(wheel: Path, place: Path) -> list[str]:
    """Return what goes wrong when the wheel is installed and used outside this checkout."""
    home = place / "elsewhere"
    venv.create(home)
    python = home / "bin" / "python"
    run(sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps",
        "--no-index", str(wheel), cwd=place)  # fmt: skip
    packages = only((home / "lib").glob("python*/site-packages"))
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    at = run(str(python), "-c", "import winset; print(winset.__file__)", cwd=place).strip()
    if not Path(at).is_relative_to(home):
        return [f"the installed package was not used, but {at}"]
    command = str(home / "bin" / "winset")
    cases = json.loads(run(command, "cases", "--json", cwd=place))
    report = json.loads(
        run(command, "analyze", "china-pntr-2000", "--draws", "20", "--json", cwd=place)
    )
    problems = [] if len(cases) > 20 else [f"only {len(cases)} cases in the casebook"]
    if report["schema"] != "winset/report/1":
        problems.append(f"analyze printed {report['schema']}")
    return problems


if __name__ == "__main__":
    sys.exit(main())
