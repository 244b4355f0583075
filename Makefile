# Everything here sets itself up first: a virtual environment in .venv, without root, with only python3 and pip.
PY ?= python3
# uv comes from the system or from pip --target, which needs neither root nor ensurepip and may be used everywhere.
UV ?= $(shell command -v uv 2>/dev/null || echo .boot/bin/uv)
BIN = .venv/bin

.PHONY: help demo daily scrapyd test lint types check bench browser postgres constraints clean

help:
	@echo 'make demo     a sample daily from the bundled day, offline -> demo-output/reports/'
	@echo 'make daily    all sources, live -> reports/'
	@echo 'make scrapyd  install scrapyd, see docs/deployment.md'
	@echo 'make test     the tests'
	@echo 'make check    lint, types and tests'
	@echo 'make browser  a Chromium for pages that need JavaScript'
	@echo 'make postgres a PostgreSQL server, which the tests start for themselves'
	@echo 'make bench    the benchmarks'

demo: .venv/.ready
	@echo 'newsbot: crawling the bundled sample days ...'
	@$(BIN)/scrapy demo
	@echo 'newsbot: read the sample in demo-output/reports/2026-01-20.md'

daily: .venv/.ready
	@echo 'newsbot: crawling all sources, live ...'
	@$(BIN)/scrapy daily

scrapyd: .venv/.ready
	@$(UV) pip install -q -p $(BIN)/python -c constraints.txt -e '.[scrapyd]'

test: .venv/.ready-dev
	@echo 'newsbot: running the tests ...'
	@$(BIN)/python -m pytest -q -n auto --dist worksteal $(ARGS)
	@echo 'newsbot: all tests passed'

lint: .venv/.ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/scrapy-lint

types: .venv/.ready-dev
	$(BIN)/mypy

check: lint types test

bench: .venv/.ready-dev
	$(BIN)/python -m benchmarks

# Playwright's own where its downloads can be reached, else the system's package.
browser: .venv/.ready
	@PLAYWRIGHT=$(BIN)/playwright sh .ci/browser

# The tests run over it, too; without one they say so and skip.
postgres:
	@sh .ci/postgres

.venv/.ready: pyproject.toml constraints.txt
	@echo 'newsbot: setting up .venv (once) ...'
	@command -v $(UV) >/dev/null 2>&1 || $(PY) -m pip --version >/dev/null 2>&1 || { \
		echo 'newsbot: $(PY) has no pip; leave the virtual environment you are in, name another with PY=..., or install uv'; exit 1; }
	@command -v $(UV) >/dev/null 2>&1 || $(PY) -m pip install -q --disable-pip-version-check --no-warn-script-location --target .boot uv
	@$(UV) venv -q --allow-existing -p $(PY) .venv
	@$(UV) pip install -q -p $(BIN)/python -c constraints.txt -e .
	@touch $@

.venv/.ready-dev: .venv/.ready
	@echo 'newsbot: adding the test tools to .venv (once) ...'
	@# Compiled once: the tests start hundreds of processes, also where Python is told to write no bytecode.
	@$(UV) pip install -q --compile-bytecode -p $(BIN)/python -c constraints.txt -e '.[dev]'
	@touch $@

# Without hosts or hashes: what uv.lock would record of this machine's package index stays out of the repository.
constraints: .venv/.ready-dev
	$(UV) pip compile -q --upgrade --no-header --no-annotate --universal --python-version 3.11 --extra dev pyproject.toml -o constraints.txt

clean:
	rm -rf .venv .boot demo-output .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage
