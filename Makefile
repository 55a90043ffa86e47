# Carnet QIC. `make` alone lists what can be asked.

PYTHON ?= python3
PORT ?= 8501
BIN := .venv/bin
RUNS := .venv/installed-run
TESTS := .venv/installed-test
CATALOGUE := .venv/qic.pot

.DEFAULT_GOAL := help
.PHONY: help run test check lint bench words migration

help: ## List what can be asked of make
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(RUNS) ## Start Carnet QIC (PORT=8501, DEMO=0 to start empty); Ctrl-C stops it
	@trap 'stopped=1' INT; STREAMLIT_SERVER_PORT=$(PORT) $(BIN)/python -m streamlit run app.py || [ "$$stopped" ]

test: lint ## Run every check and every test, in Chromium and on PostgreSQL too
	@bash tests/install_chromium.sh $(BIN)/playwright
	@$(BIN)/pytest

check: lint ## Run the fast checks: form, types, layers, tests without Chromium and PostgreSQL
	@$(BIN)/pytest -m "not browser and not postgres"

lint: $(TESTS)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

bench: $(TESTS) ## Measure the figures of benchmarks/
	@$(BIN)/python -m benchmarks

words: $(TESTS) ## Collect the words of the code into locale/, ready to be translated
	@$(BIN)/pybabel -q extract -F babel.cfg --no-location --sort-output --no-wrap --project="Carnet QIC" -o $(CATALOGUE) .
	@for language in fr en; do $(BIN)/pybabel -q update -D qic -d locale -l $$language -i $(CATALOGUE) \
		--init-missing --ignore-obsolete --no-fuzzy-matching --no-wrap --ignore-pot-creation-date; done

migration: $(TESTS) ## Write the next migration from what the tables say (TITLE="Give collectives a motto")
	@$(BIN)/python -m qic_core.schema "$(TITLE)"

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Carnet QIC demande Python 3.11 ou plus récent : make PYTHON=python3.12 …"; exit 1; }
	@$(PYTHON) -m venv .venv

$(RUNS): requirements.txt | .venv/bin/python
	@echo "Installation…"
	@$(BIN)/pip install --quiet --requirement requirements.txt
	@touch $@

$(TESTS): requirements-dev.txt requirements.txt | .venv/bin/python
	@$(BIN)/pip install --quiet --requirement requirements-dev.txt
	@touch $@
