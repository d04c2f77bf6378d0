# Everything works on a fresh machine with only Python 3.11 and make.
.DEFAULT_GOAL := help
PORT ?= 8000
PYTHON := $(shell for p in python3.11 python3.12 python3.13 python3; do command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' && echo $$p && break; done)
BIN := .venv/bin
RUN := $(BIN)/python manage.py
CATALOGUES := $(wildcard locale/*/LC_MESSAGES/*.po)
unexport PYTHONPATH PYTHONHOME VIRTUAL_ENV

.PHONY: help setup demo test check full bench reset messages

help:
	@echo "make demo [PORT=8000] · test · setup · check · full · bench · reset · messages"

.venv/.synced: uv.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "orrery: Python 3.11 or newer is needed"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@$(BIN)/uv sync --frozen --quiet
	@touch $@

.venv/.catalogues: .venv/.synced $(CATALOGUES)
	@$(BIN)/pybabel --quiet compile -D django -d locale --use-fuzzy 2>/dev/null || $(BIN)/pybabel compile -D django -d locale
	@touch $@

setup: .venv/.catalogues

demo: setup
	@$(RUN) demo
	@exec $(RUN) serve --port $(PORT)

test: setup
	@$(BIN)/pytest -q $(PYTEST_ARGS)

check: setup
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/djlint --lint --quiet site/templates
	@$(RUN) makemigrations --check --dry-run --verbosity 1
	@$(BIN)/pytest -q -p no:randomly tests/architecture

full: check
	@$(BIN)/pytest -q --hypothesis-profile=full

bench: setup
	@$(BIN)/pytest -q -m benchmark tests/benchmarks

messages: setup
	@$(BIN)/python -m config.catalogues

reset:
	@rm -rf "$${ORRERY_DATA_DIR:-var}"
	@echo "The data folder is empty."
