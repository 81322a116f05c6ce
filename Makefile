# Every command of the project; `make` alone lists them.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.ready

.PHONY: help setup run demo test test-all quality bench bench-phapdien ontology factcheck cases fix

help: ## this list
	@grep -hE '^[a-z-]+:.*##' Makefile | sed 's/:.*## /\t/' | expand -t 14

setup: $(STAMP) ## make the environment in .venv

$(STAMP): pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "error: Python 3.11 or newer is needed (make setup PYTHON=/path/to/python3.11)"; exit 2; }
	@test -x $(BIN)/python -a -x $(BIN)/pip || $(PYTHON) -m venv --clear .venv 2>/dev/null \
	  || { $(PYTHON) -m venv --clear --without-pip .venv && $(PYTHON) -m pip --python $(BIN)/python install --quiet pip; } 2>/dev/null \
	  || { rm -rf .venv; echo "error: Python cannot make an environment here; on Debian: apt-get install python3-venv"; exit 2; }
	@echo "Installing what requirements.lock names into .venv …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $(STAMP)

run: $(STAMP) ## start the service on the shipped base
	@$(BIN)/normgraph serve

demo: $(STAMP) ## three questions answered in the terminal
	@$(BIN)/normgraph demo

test: $(STAMP) ## style, types, layers and the tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m pytest -n 2 -m "not slow"

test-all: $(STAMP) ## the slow tests, too
	$(BIN)/python -m pytest -n 2

quality: $(STAMP) ## score the reader against the annotated articles; writes docs/quality.md
	$(BIN)/python -m bench.quality

bench: $(STAMP) ## measure; writes docs/performance.md and bench/results.json
	$(BIN)/python -m bench.run

bench-phapdien: $(STAMP) ## read the codified law on two processes, beside a tagger (needs `pip install -e '.[bench]'`); minutes
	$(BIN)/python -m bench.run phapdien

ontology: $(STAMP) ## classify the ontology with HermiT (needs Java); writes ontology/generated/
	$(BIN)/python -m bench.classify

factcheck: $(STAMP) ## hold every number, date and citation of the base against the statute texts
	$(BIN)/python -m api.factcheck

cases: $(STAMP) ## run the golden cases; ACCEPT=1 rewrites their answers
	ACCEPT=$(ACCEPT) $(BIN)/python -m pytest -q tests/test_cases.py

fix: $(STAMP) ## format and repair style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
