# Everything a person does with this repository. Needs Python 3.11 and make, nothing else.
PYTHON ?= $(shell command -v python3.11 || echo python3)
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.installed
LOCK   := $(BIN)/pip-compile pyproject.toml --generate-hashes --allow-unsafe --strip-extras \
          --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header --quiet

SECONDS ?= 60
SEED    ?= 1
PAIRS   ?= 5000
N       ?= 20

.DEFAULT_GOAL := help
.PHONY: help setup demo test check format schemes screenshots regenerate tables bench alarms fuzz pairs incentives-bench wheel lock clean

help: ## this menu
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(READY) ## a virtual environment with exactly the locked packages

demo: $(READY) ## the main job on contracts/reablement-at-home and 100,000 people, into demo/
	@$(BIN)/python -m ocdsl.cli.demo

test: check ## every check and every test
	$(BIN)/pytest -n 2 --dist worksteal

check: $(READY) ## lint, layout, types and the direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

format: $(READY) ## put every file into the one layout, and mend what can be mended
	$(BIN)/ruff check --fix --exit-zero --quiet .
	$(BIN)/ruff format .

schemes: $(READY) ## what real schemes published, beside what every engine works out
	@$(BIN)/python -m tests.schemes.every

screenshots: $(READY) ## pictures of four pages of the specification, into docs/images/ (needs LibreOffice, poppler)
	@$(BIN)/python docs/make_screenshots.py

regenerate: $(READY) ## make again what is kept in generated/, from every contract in contracts/
	@$(BIN)/python docs/make_generated.py

tables: $(READY) ## laws, rulings, mechanics and schemes, each with its cases; exits 1 while some have none
	@$(BIN)/python docs/make_tables.py

bench: $(READY) ## how long a check and a specification take (bench/README.md has the rest)
	$(BIN)/python bench/check_time.py
	$(BIN)/python bench/specification_time.py
	$(BIN)/python bench/parse_time.py

alarms: $(READY) ## how often the detectors of the incentive search say something of a fair log
	$(BIN)/python bench/log_alarms.py

fuzz: $(READY) ## spoilt contracts and logs, as in make fuzz SECONDS=60 SEED=1, or INPUTS=100000
	$(BIN)/python -m fuzz.run --seconds $(SECONDS) --seed $(SEED) $(if $(INPUTS),--inputs $(INPUTS))

pairs: $(READY) ## random contracts with random logs on every engine, as in make pairs PAIRS=5000 SEED=1
	$(BIN)/python -m fuzz.pairs --pairs $(PAIRS) --seed $(SEED)

incentives-bench: $(READY) ## faults planted at random, and how many are found, as in make incentives-bench SEED=1 N=20
	$(BIN)/python -m fuzz.faults.run --seed $(SEED) --each $(N) $(if $(PAGE),--page $(PAGE))

wheel: $(READY) ## a wheel in dist/, with the grammar and the templates inside
	$(BIN)/pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

lock: $(READY) ## pin again what pyproject.toml asks for (make lock UPGRADE=--upgrade for the newest)
	$(LOCK) $(UPGRADE) --output-file requirements.lock
	$(LOCK) $(UPGRADE) --extra dev --output-file requirements-dev.lock

clean: ## remove what was made here, the virtual environment included
	rm -rf $(VENV) demo build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# The stamp is newer than the lock once the locked packages are in.
$(READY): requirements-dev.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { \
	  echo "This needs Python 3.11 with its venv module; name another one with: make PYTHON=python3"; exit 2; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(READY)
