# Two commands matter: `make demo` and `make test`. Each does all its own set-up.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet
WORKERS ?= 3
# Thousands of commits wait for the disk, and nothing that a test writes outlives it: in memory where there is room (KB).
ROOM = $$(df --output=avail /dev/shm 2>/dev/null | tail -1 | tr -d ' ')
SCRATCH = $$(test "0$(ROOM)" -gt 4000000 && echo /dev/shm || echo "$${TMPDIR:-/tmp}")
DEMO := SURVEY_APP_INSTANCE=demo-instance $(BIN)/survey-app demo
# English speaks everywhere; any other language that has a folder speaks on respondents' pages alone.
EXTRACT := --mapping-file pyproject.toml --no-location --sort-output
UPDATE := --output-dir survey_app/translations --no-fuzzy-matching --no-wrap --ignore-obsolete --ignore-pot-creation-date
RESPONDENT_PAGES := survey_app/web/respondent survey_app/services/poster_lines.py
FURTHER_LANGUAGES = $(filter-out en,$(notdir $(wildcard survey_app/translations/*)))

.PHONY: help demo demo-reset test lint types imports pytest soak mutants bench format translations wheel audit lock clean

help:
	@echo "make demo        build the demonstration and serve it"
	@echo "make demo-reset  forget the demonstration, so that the next one begins anew"
	@echo "make test        lint, types, import contracts, and all tests"
	@echo "make soak        the storms of the tests at their full size, on both engines"
	@echo "make bench       speed, growth and size, measured: see benchmarks/README.md; half an hour"
	@echo "make mutants     seeded bugs, each caught by a test, and the table of them in docs/mutants.md"
	@echo "make audit       what the program is made of (dist/sbom.json), and what is known against it; asks PyPI"
	@echo "make format      write the code in the house's form"
	@echo "make wheel       make the wheel that is installed for real use"
	@echo "make lock        choose newer versions of the dependencies"

demo: .venv/run
	@$(DEMO)

demo-reset:
	rm -rf demo-instance

test: lint types imports pytest

lint: .venv/test
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: .venv/test
	$(BIN)/mypy

imports: .venv/test
	$(BIN)/lint-imports

pytest: .venv/test
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m tests.postgresql
	$(BIN)/python -m tests.nginx
	TMPDIR=$(SCRATCH) $(BIN)/python -m pytest --numprocesses $(WORKERS) --dist loadfile --no-loadscope-reorder

soak: .venv/test
	$(BIN)/python -m tests.postgresql
	$(BIN)/python -m tests.nginx
	$(BIN)/python -m tests.pgbouncer
	$(BIN)/python -m pytest -m soak -s

mutants: .venv/test
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m tests.postgresql
	$(BIN)/python -m tests.nginx
	$(BIN)/python -m tests.mutants --write

audit: .venv-audit/made
	mkdir -p dist
	.venv-audit/bin/cyclonedx-py requirements --pyproject pyproject.toml --mc-type application \
		--output-reproducible --output-file dist/sbom.json requirements.lock
	.venv-audit/bin/pip-audit --strict --disable-pip --require-hashes --requirement requirements.lock

bench: .venv/test
	$(BIN)/python -m tests.postgresql
	for one in report footprint sent growth agencies; do $(BIN)/python -m benchmarks.$$one; done

format: .venv/test
	$(BIN)/ruff check --fix --quiet
	$(BIN)/ruff format

wheel: .venv/run
	$(BIN)/python -m pip --disable-pip-version-check wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

translations: .venv/test
	$(BIN)/pybabel --quiet extract $(EXTRACT) --output .venv/messages.pot survey_app
	$(BIN)/pybabel --quiet extract $(EXTRACT) --output .venv/respondent.pot $(RESPONDENT_PAGES)
	$(BIN)/pybabel --quiet update --input-file .venv/messages.pot --locale en $(UPDATE)
	for language in $(FURTHER_LANGUAGES); do \
		$(BIN)/pybabel --quiet update --input-file .venv/respondent.pot --locale $$language $(UPDATE); \
	done
	$(BIN)/pybabel --quiet compile --directory survey_app/translations

lock:
	$(PYTHON) -m venv .venv-lock
	.venv-lock/bin/pip install --quiet uv
	.venv-lock/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header \
		--group build pyproject.toml -o requirements.lock
	.venv-lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
		--group build --group test -c requirements.lock pyproject.toml -o requirements-test.lock
	.venv-lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
		--group audit -o requirements-audit.lock
	rm -rf .venv-lock

clean:
	rm -rf .venv .venv-audit demo-instance

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=python3.12 …"; exit 1; }
	$(PYTHON) -m venv .venv

.venv/run: .venv/bin/python requirements.lock pyproject.toml
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

.venv-audit/made: requirements-audit.lock
	$(PYTHON) -m venv .venv-audit
	.venv-audit/bin/python -m pip --disable-pip-version-check install --quiet --require-hashes -r requirements-audit.lock
	@touch $@

.venv/test: .venv/bin/python requirements-test.lock pyproject.toml
	$(PIP) --require-hashes -r requirements-test.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@
