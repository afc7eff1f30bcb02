# The targets people need. `make help` lists them.
#
# `make analyze` and `make test` need only make, git and Python 3.11 or newer: they build .venv from
# the pinned, hashed requirements.lock and install winset itself into it. An edited lock or
# pyproject.toml is noticed and installed again.

.DEFAULT_GOAL := help
SHELL := /bin/sh
export PIP_DISABLE_PIP_VERSION_CHECK := 1

VENV := .venv
BIN := $(VENV)/bin
PIP_INSTALL := $(BIN)/python -m pip install -qq --no-input
INSTALL_LOCKED := $(PIP_INSTALL) --require-hashes -r
LOCK := $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-header --no-annotate $(LOCK_ARGS)
# Extras that the tests need are in the lock of the tests.
TESTED_EXTRAS := --extra sensitivity --extra cluster --extra workbench --extra qca --extra excel --extra estimate

# Where Python is looked for; `make test PYTHON=/opt/python3.13` decides it.
PYTHON :=
PYTHONS := $(or $(PYTHON),python3 python3.13 python3.12 python3.11)

# Extra words for pytest, for example: make test ARGS="tests/unit -k price"
ARGS :=
# Worker processes of the test run: one a core. 0 runs everything in one process.
WORKERS := auto

# Time that `make fuzz` takes; ARGS="--seed 1000000" makes other tries.
FUZZ_SECONDS := 600

CASES := fast-track-1997 china-pntr-2000

.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# --- Set-up --------------------------------------------------------------------------------------

$(BIN)/python:
	@found=; for python in $(PYTHONS); do \
	  if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    found="$$python"; break; \
	  fi; \
	done; \
	if [ -z "$$found" ]; then \
	  echo "winset needs Python 3.11 or newer; tried: $(PYTHONS)." >&2; \
	  echo "Install one (Debian: apt-get install python3 python3-venv) or name it: make PYTHON=/path/to/python3" >&2; \
	  exit 1; \
	fi; \
	echo "Creating $(VENV) with $$("$$found" --version) ..."; \
	"$$found" -m venv --clear $(VENV) || { \
	  rm -rf $(VENV); \
	  echo "Could not create $(VENV). On Debian: apt-get install python3-venv" >&2; \
	  exit 1; \
	}

$(VENV)/.locked: requirements.lock | $(BIN)/python
	@echo "Installing the pinned packages of requirements.lock ..."
	@$(INSTALL_LOCKED) requirements.lock
	@touch $@

$(VENV)/.dev-locked: requirements-dev.lock $(VENV)/.locked
	@echo "Installing the pinned packages of requirements-dev.lock ..."
	@$(INSTALL_LOCKED) requirements-dev.lock
	@touch $@

# The build tools are in the lock, so nothing unpinned is fetched to build the package.
$(VENV)/.installed: pyproject.toml $(VENV)/.locked
	@$(PIP_INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

.PHONY: setup setup-dev
setup: $(VENV)/.installed ## create .venv with everything needed to run and test
setup-dev: $(VENV)/.installed $(VENV)/.dev-locked ## the same, with the tools of the gates

# --- Use -----------------------------------------------------------------------------------------

.PHONY: analyze
analyze: setup ## analyze the fast-track bill of 1997 and China's trade status of 2000
	@mkdir -p out
	@for case in $(CASES); do \
	  $(BIN)/winset analyze "$$case" --html "out/$$case.html" --figure "out/$$case.svg" || exit $$?; \
	done
	@echo
	@echo "Reports and pictures (open them in a browser):"
	@for case in $(CASES); do echo "  out/$$case.html"; echo "  out/$$case.svg"; done

# --- Gates ---------------------------------------------------------------------------------------

.PHONY: test
test: setup ## run every test; says what it skipped and how to get it
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --max-worker-restart 0 $(ARGS)

.PHONY: explore
explore: setup ## look for games that break a law, other ones each time
	@HYPOTHESIS_PROFILE=explore $(BIN)/python -m pytest -n $(WORKERS) tests/property $(ARGS)

.PHONY: fuzz
fuzz: setup ## damage files and draw games for FUZZ_SECONDS (600); prints the counts of tries
	@$(BIN)/python -m tests.fuzz.run --seconds $(FUZZ_SECONDS) $(ARGS)

.PHONY: check
check: lint types contracts docstrings docs package test ## every gate, as CI runs them

.PHONY: lint
lint: setup-dev ## style and format of the code
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

.PHONY: format
format: setup-dev ## rewrite the code in the house format
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

.PHONY: types
types: setup-dev ## strict typing
	@$(BIN)/mypy

.PHONY: contracts
contracts: setup-dev ## which folder may import which
	@$(BIN)/lint-imports

.PHONY: docstrings
docstrings: setup-dev ## every public name has a docstring
	@$(BIN)/ruff check --select D100,D101,D102,D103,D104,D106 src

.PHONY: docs
docs: setup-dev ## build the documentation into docs/_build/html
	@$(BIN)/sphinx-build -W --keep-going -q -b html docs docs/_build/html
	@echo "Documentation: docs/_build/html/index.html"

.PHONY: package
package: setup-dev ## build what a package index would take, install it elsewhere and use it
	@$(BIN)/python tools/check_package.py

.PHONY: bench
bench: setup ## run every benchmark beside its peer (ARGS go to each)
	@for script in benchmarks/*.py; do \
	  echo; echo "== $$script"; $(BIN)/python "$$script" $(ARGS) || exit $$?; \
	done

# --- Upkeep --------------------------------------------------------------------------------------

.PHONY: lock
lock: setup-dev ## compile both lock files anew (LOCK_ARGS=--upgrade for newer versions)
	@$(LOCK) --group build --group test --group lint --group docs --group browser --group lock \
	  $(TESTED_EXTRAS) --extra pdf -o requirements-dev.lock
	@$(LOCK) --group build --group test $(TESTED_EXTRAS) -c requirements-dev.lock -o requirements.lock

.PHONY: clean
clean: ## remove what was built, except .venv
	@rm -rf build dist out docs/_build .pytest_cache .ruff_cache .mypy_cache .hypothesis \
	  .import_linter_cache .benchmarks .coverage htmlcov
	@find src tests benchmarks docs -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: distclean
distclean: clean ## the same, and .venv
	@rm -rf $(VENV)
