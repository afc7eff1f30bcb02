"""The tree keeps the promises that no single module can: clean files, layers, one version."""

import importlib.metadata
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from functools import cache
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

import winset

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "winset"
LARGEST_FILE_BYTES = 1024 * 1024
LONGEST_SOURCE_LINES = 500
VERSION = winset.__version__

# Written in pieces, so that this file does not hold what it looks for.
PLACES_OF_ONE_MACHINE = [f"/{name}/" for name in ("work", "tmp", "root", "home")]
REGISTRY_HOSTS = [
    f"{name}.{domain}"
    for name, domain in [
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("deb.debian", "org"),
        ("conda", "io"),
        ("crates", "io"),
    ]
]
HEAVY_MODULES = {"numba", "scipy", "pandas", "altair"}


@cache
def tracked_files() -> tuple[Path, ...]:
    """Give the files that git has, as far as they are in the work tree."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("reads the list of files from git: run it in a checkout")
    listing = subprocess.run(
        [git, "-c", "safe.directory=*", "ls-files", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return tuple(ROOT / name for name in listing.split("\0") if name and (ROOT / name).is_file())


@cache
def tracked_texts() -> dict[str, str]:
    """Give the text of every tracked text file by its path."""
    texts = {}
    for path in tracked_files():
        content = path.read_bytes()
        if b"\0" not in content:
            texts[path.relative_to(ROOT).as_posix()] = content.decode("utf-8")
    return texts


@cache
def project_settings() -> dict:
    """Give pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def lines_with(pattern: str) -> list[str]:
    """Give `path:line` of every tracked line that the pattern matches."""
    found = re.compile(pattern)
    return [
        f"{name}:{number}: {line.strip()[:100]}"
        for name, text in tracked_texts().items()
        for number, line in enumerate(text.splitlines(), start=1)
        if found.search(line)
    ]


def package_parts() -> set[str]:
    """Give the folders and modules directly under src/winset."""
    folders = {path.parent.name for path in PACKAGE.glob("*/*.py")}
    modules = {path.stem for path in PACKAGE.glob("*.py") if not path.stem.startswith("__")}
    return folders | modules


# --- The tree ------------------------------------------------------------------------------------


def test_git_lists_the_tree() -> None:
    names = {path.relative_to(ROOT).as_posix() for path in tracked_files()}
    assert {"pyproject.toml", "Makefile", "src/winset/__init__.py"} <= names


def test_no_file_names_a_place_of_one_machine() -> None:
    places = "|".join(map(re.escape, PLACES_OF_ONE_MACHINE))
    # A path starts there: "src/work/" or "https://host/home/" is none.
    assert lines_with(rf"(?<![\w./:-])(?:{places})") == []


def test_no_file_names_a_package_registry() -> None:
    assert lines_with("|".join(map(re.escape, REGISTRY_HOSTS))) == []


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_lock_files_hold_versions_and_hashes_only(lock: str) -> None:
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
    name_and_version = r"[a-z0-9][a-z0-9._-]*==[\w.!+]+( ; [^/]+)? \\"
    expected = re.compile(rf"{name_and_version}|    --hash=sha256:[0-9a-f]{{64}}( \\)?")
    assert [line for line in lines if not expected.fullmatch(line)] == []


def test_the_larger_lock_holds_the_smaller() -> None:
    def pins(lock: str) -> set[str]:
        lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
        return {line.split()[0] for line in lines if "==" in line}

    assert pins("requirements.lock") - pins("requirements-dev.lock") == set()


def test_the_lock_holds_every_requirement() -> None:
    settings = project_settings()
    wanted = [*settings["project"]["dependencies"]]
    wanted += settings["dependency-groups"]["build"] + settings["dependency-groups"]["test"]
    locked = {
        line.partition("==")[0]
        for line in (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    }
    names = {re.split(r"[\[<>=!~; ]", entry)[0] for entry in wanted}
    assert {re.sub(r"[-_.]+", "-", name).lower() for name in names} - locked == set()


def test_no_lock_that_names_addresses() -> None:
    names = {path.name for path in tracked_files()}
    assert (
        names & {"uv.lock", "poetry.lock", "pdm.lock", "Pipfile.lock", "package-lock.json"} == set()
    )


def test_no_file_is_large() -> None:
    large = [path.name for path in tracked_files() if path.stat().st_size >= LARGEST_FILE_BYTES]
    assert large == []


def test_no_built_file_is_tracked() -> None:
    built = {".pyc", ".so", ".nbi", ".nbc", ".whl"}
    assert [path.name for path in tracked_files() if path.suffix in built] == []


def test_no_source_file_outgrows_its_subject() -> None:
    lengths = {
        path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in PACKAGE.rglob("*.py")
    }
    assert {name: n for name, n in lengths.items() if n > LONGEST_SOURCE_LINES} == {}


def test_no_folder_or_module_has_a_name_that_says_nothing() -> None:
    empty_names = {"utils", "util", "misc", "helpers", "common", "core", "tools"}
    names = {path.stem for path in PACKAGE.rglob("*") if path.suffix in {".py", ""}}
    assert names & empty_names == set()


def test_test_files_have_names_of_their_own() -> None:
    names = [path.name for path in (ROOT / "tests").rglob("test_*.py")]
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_documentation_examples_are_in_blocks_that_are_executed() -> None:
    pages = {name: text for name, text in tracked_texts().items() if name.endswith(".md")}
    unseen = re.compile(
        r"^ *(```+|:::+|~~~+)(\{code|\{doctest|pycon|py\b|bash|shell)", re.MULTILINE
    )
    assert [name for name, text in pages.items() if unseen.search(text)] == []


def test_the_wheel_holds_the_whole_package(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
    subprocess.run(
        [*build, "--directory", str(tmp_path)], cwd=ROOT, check=True, capture_output=True
    )
    (wheel,) = tmp_path.glob("*.whl")
    packed = set(zipfile.ZipFile(wheel).namelist())
    package = {
        path.relative_to(ROOT / "src").as_posix()
        for path in tracked_files()
        if path.is_relative_to(PACKAGE)
    }
    assert package - packed == set()
    metadata = f"winset-{VERSION}.dist-info/"
    assert {
        name for name in packed - package if not name.startswith(("winset/", metadata))
    } == set()


# --- The layers ----------------------------------------------------------------------------------


def test_every_folder_has_its_layer() -> None:
    layers = project_settings()["tool"]["importlinter"]["contracts"][0]["layers"]
    placed = {name.strip(" ()") for layer in layers for name in re.split("[|:]", layer)}
    assert placed - {"__main__"} == package_parts()


def test_every_folder_is_explained() -> None:
    page = (ROOT / "docs" / "explanation" / "structure.md").read_text(encoding="utf-8")
    explained = set(re.findall(r"^\| `(\w+)/?` \|", page, re.MULTILINE))
    assert explained == package_parts()


def test_imports_keep_to_the_contracts(capsys: pytest.CaptureFixture[str]) -> None:
    exit_code = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert exit_code == 0, capsys.readouterr().out


# --- What starts quickly -------------------------------------------------------------------------


def heavy_modules_after(program: str) -> set[str]:
    """Run a program in a fresh process and give the heavy modules that it imported."""
    report = "import sys; print(); print(*sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", f"{program}\n{report}"], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    return HEAVY_MODULES & set(run.stdout.splitlines()[-1].split())


def test_the_look_at_imported_modules_can_see_one() -> None:
    assert "pandas" in heavy_modules_after("import pandas")


def test_importing_the_package_is_light() -> None:
    assert heavy_modules_after("import winset") == set()


@pytest.mark.parametrize(
    "words",
    [["--help"], ["cases"], ["check", str(PACKAGE / "casebook" / "china-pntr-2000.yaml")]],
    ids=lambda words: words[0],
)
def test_a_light_command_stays_light(words: list[str]) -> None:
    run_main = (
        "import sys\n"
        "from winset.cli import main\n"
        f"sys.argv = ['winset', *{words!r}]\n"
        "try:\n"
        "    exit_code = main()\n"
        "except SystemExit as stop:\n"
        "    exit_code = stop.code\n"
        "assert not exit_code, exit_code\n"
    )
    assert heavy_modules_after(run_main) == set()


# --- The version ---------------------------------------------------------------------------------


def test_the_installed_version_is_that_of_the_source() -> None:
    assert importlib.metadata.version("winset") == VERSION


def test_the_citation_names_the_version_and_the_licence() -> None:
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert re.findall(r"^version: (.+)$", citation, re.MULTILINE) == [VERSION]
    licence = project_settings()["project"]["license"]
    assert re.findall(r"^license: (.+)$", citation, re.MULTILINE) == [licence]


def test_the_changelog_begins_with_the_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    versions = re.findall(r"^## (\S+)", changelog, re.MULTILINE)
    assert next(version for version in versions if version != "Unreleased") == VERSION
