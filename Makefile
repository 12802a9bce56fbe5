# Two commands do everything: `make run` and `make test`. The rest is for those who stay.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export DO_NOT_TRACK := 1
export PREFECT_SERVER_ANALYTICS_ENABLED := false

.DEFAULT_GOAL := help
.PHONY: help run test check service bench evaluate train lock clean setup setup-dev

help:  ## say what each target does
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: $(VENV)/run.stamp
setup-dev: $(VENV)/dev.stamp

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if (3, 11) <= sys.version_info[:2] < (3, 14) else "Volteface needs Python 3.11, 3.12 or 3.13; this is " + sys.version.split()[0] + ". Say: make PYTHON=python3.12")'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: requirements.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing what Volteface needs into $(VENV) (once) ..."
	@$(BIN)/pip install -q --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@$(BIN)/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev.stamp: requirements-dev.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing what the tests need into $(VENV) (once) ..."
	@$(BIN)/pip install -q --disable-pip-version-check --no-deps --require-hashes -r requirements-dev.lock
	@$(BIN)/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/run.stamp

run: setup  ## set up, run the main job on the embedded default, print the headline and where the digest is
	@$(BIN)/volteface ingest

test: setup-dev  ## set up, then lint, types, import rules and every test
	@$(MAKE) --no-print-directory check
	@$(BIN)/python -m pytest -n 2 --dist loadgroup tests

check: setup-dev  ## lint, types and import rules alone
	@$(BIN)/ruff check --no-cache .
	@$(BIN)/ruff format --no-cache --check -q .
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports --no-cache | tail -n 3

service: setup  ## a Prefect server, work pool, deployments and worker from nothing; Ctrl-C stops them
	@$(BIN)/volteface service

bench: setup-dev  ## every performance figure, as a ratio measured in this run
	@$(BIN)/python -m tests.bench

evaluate: setup-dev  ## every quality figure against the gold in the repository, and the reader's speed; OUTSIDE=GOLD.jsonl adds a corpus of yours
	@$(BIN)/volteface evaluate $(if $(OUTSIDE),--outside "$(OUTSIDE)")
	@$(BIN)/python -m tests.bench attribution positions reading

train: setup-dev  ## rebuild the trained weights from the annotated data in the repository
	@$(BIN)/python -m flows.fitting.attribution
	@$(BIN)/python -m flows.fitting.stance
	@$(BIN)/python -m flows.fitting.meant
	@$(BIN)/python -m flows.fitting.judging

lock:  ## resolve the dependencies anew, with hashes and without registry addresses (needs uv)
	uv pip compile pyproject.toml $(UV_COMPILE) -o requirements.lock
	uv pip compile pyproject.toml --group dev --extra dask $(UV_COMPILE) -o requirements-dev.lock

UV_COMPILE := --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -q

clean:  ## remove the virtual environment and caches; the run-time data stays
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
