SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help run demo test check advisories bench pictures format docs lock prepare clean

PYTHON := .venv/bin/python
export LANG := $(or $(LANG),C.UTF-8)

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: prepare ## open a demo clinic on this machine: server, kiosk, display and desk
	@exec $(PYTHON) packaging/run.py

demo: prepare ## play a whole morning by itself and write what happened to var/demo/
	@$(PYTHON) packaging/demo.py

test: prepare ## run the tests
	@$(PYTHON) -m pytest

check: prepare ## all that must hold: format, lint, types, import rules, QML, documentation, tests
	@echo '== format' && .venv/bin/ruff format --check .
	@echo '== lint' && .venv/bin/ruff check .
	@echo '== types' && .venv/bin/mypy
	@echo '== import rules' && .venv/bin/lint-imports --no-logo
	@echo '== QML' && packaging/lint-qml
	@echo '== documentation' && $(PYTHON) -m shared.protocol.document | diff -u docs/protocol.md - \
		|| { echo 'docs/protocol.md is not what the code says. Run: make docs'; exit 1; }
	@echo '== tests' && $(MAKE) --no-print-directory test

advisories: prepare ## look the pinned packages up among known vulnerabilities (needs the internet)
	@$(PYTHON) packaging/advisories.py

bench: prepare ## measure speed against this machine's own floors, into var/bench.json
	@$(PYTHON) -m bench

pictures: prepare ## draw every state of every screen into var/pictures/
	@$(PYTHON) -m tests.pictures

format: prepare ## put the code into the common format
	@.venv/bin/ruff check --fix --quiet . || true
	@.venv/bin/ruff format .

docs: prepare ## write docs/protocol.md and docs/manual/roles.md from the code
	@$(PYTHON) -m shared.protocol.document > docs/protocol.md.new && mv docs/protocol.md.new docs/protocol.md
	@$(PYTHON) -m clinic_server.roles_page > docs/manual/roles.md.new && mv docs/manual/roles.md.new docs/manual/roles.md

lock: prepare ## pin the newest allowed packages into requirements/
	@packaging/lock

prepare: ## install what is missing: system packages, a virtual environment, the pinned packages
	@packaging/prepare

clean: ## remove what was built or measured; the virtual environment stays
	@rm -rf var build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
