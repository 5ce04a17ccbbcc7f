# setup · run · test · check · bench · lock · help: the only commands anyone has to know.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip install --quiet --disable-pip-version-check
FRONTEND_SOURCES := $(shell find frontend -path frontend/node_modules -prune -o -type f -print)
STATIC := teleread/web/static/index.html
APT := ./requirements/apt.sh

.PHONY: help setup run test check bench lock api frontend-tools

help: ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1 \t/' | expand -t 16

setup: $(VENV)/.run $(STATIC) ## create .venv, install what is locked, build the pages

run: setup ## start gateway, web and worker with a demo clinic; Ctrl-C ends it, data stays in ./data
	@TELEREAD_QUIET_PERIOD=$${TELEREAD_QUIET_PERIOD:-2} $(BIN)/teleread demo run

test: setup $(VENV)/.test frontend-tools ## unit, integration (PostgreSQL, S3, DICOM peers), acceptance (Chromium), the pages' own tests
	@$(APT) $$(cat requirements/apt-test.txt)
	$(BIN)/python build_frontend.py npm run test
	$(BIN)/python -m pytest $(PYTEST)

check: setup $(VENV)/.test $(VENV)/.check frontend-tools ## ruff, mypy, import contracts, tsc, migrations equal models, API types up to date
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/teleread migrate --check
	$(BIN)/python build_frontend.py npm run typecheck
	@$(MAKE) --no-print-directory api
	@git diff --exit-code --stat -- frontend/src/api/schema.d.ts || { echo "frontend/src/api/schema.d.ts was out of date: commit what 'make api' wrote"; exit 1; }

bench: setup $(VENV)/.test ## beside Orthanc and DCMTK where they are installed (BENCH="--part web|qido|idle|s3|flood|line|all --full"); judges nothing
	$(BIN)/python -m benchmarks $(BENCH)

api: setup frontend-tools ## regenerate the front end's types from the OpenAPI document
	@$(BIN)/teleread openapi > build/openapi.json
	$(BIN)/python build_frontend.py npm run --silent api -- ../build/openapi.json

lock: $(VENV)/.run ## write requirements/*.txt and package-lock.json anew
	$(PIP) uv
	compile="$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate"; \
	$$compile pyproject.toml -o requirements/run.txt; \
	for group in build test check; do $$compile --group $$group -c requirements/run.txt -o requirements/$$group.txt; done
	$(BIN)/python build_frontend.py lock

frontend-tools: $(VENV)/.run
	@mkdir -p build
	@$(BIN)/python build_frontend.py install

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; try: make PYTHON=python3.12 ..."; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || $(APT) python3-venv
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements/run.txt requirements/build.txt pyproject.toml | $(BIN)/python
	$(PIP) --require-hashes -r requirements/run.txt -r requirements/build.txt
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.test: requirements/test.txt $(VENV)/.run
	$(PIP) --require-hashes -r requirements/test.txt -r requirements/run.txt
	@touch $@

$(VENV)/.check: requirements/check.txt $(VENV)/.run
	$(PIP) --require-hashes -r requirements/check.txt -r requirements/run.txt
	@touch $@

$(STATIC): $(FRONTEND_SOURCES) $(VENV)/.run
	$(BIN)/python build_frontend.py
	@touch $@
