# Two commands: 'make site' and 'make serve'. 'make help' lists the rest.
# Works with GNU make 3.81, and in a folder with spaces in its name: paths here are relative.

PYTHON ?= python3
ADDRESS ?= 127.0.0.1:8000
WORKERS ?= 2
TESTS ?=
BENCH ?=
PYTEST ?= $(VENV_PYTHON) -m pytest -n $(WORKERS) --dist worksteal
BUILD_SITE ?= $(VENV_PYTHON) -m generator build --site site
SERVE_SITE ?= $(VENV_PYTHON) -m generator serve --address $(ADDRESS)
UV_VERSION = 0.13.9
LANGUAGE_SERVER = yaml-language-server@1.25.0

VENV_PYTHON = .venv/bin/python
ENVIRONMENT = "$(PYTHON)" .ci/environment.py
COMPILE = $(VENV_PYTHON) -m uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" --fork-strategy fewest $(UPGRADE)

export NO_MKDOCS_2_WARNING = 1
export PYTHONUTF8 = 1

.NOTPARALLEL:
.PHONY: help site serve offline test bench nginx test-editor lint format lock upgrade accessibility screenshots clean distclean environment dev-environment python chromium pango

help: ## List what can be made
	@echo "make site       builds the site into ./site"
	@echo "make serve      shows it at http://$(ADDRESS)/ and follows every change"
	@echo "make offline    packs the site, to be read from a disk, into build/local-protocols-offline.zip"
	@echo "make test       runs all tests, in Chromium too (TESTS=tests/x.py for some of them)"
	@echo "make bench      measures what a site costs, beside other generators (BENCH='--sizes 2,20' for small ones)"
	@echo "make lint       checks style, types, layers and the workflows of .github/"
	@echo "make format     mends style"
	@echo "make lock       fits lock/ to pyproject.toml; other pins stay"
	@echo "make upgrade    moves every pin in lock/ to the newest version that fits"
	@echo "make accessibility  tests every type of page with axe, and writes the result into the accessibility statement"
	@echo "make screenshots    takes a picture of every type of page, wide and narrow, into build/screenshots"
	@echo "make clean      removes what was built"
	@echo "make distclean  removes the virtual environment too"
	@echo "make test-editor  tries the schemas in the YAML language server, which it fetches with npm"

site: environment
	$(BUILD_SITE)

serve: environment
	$(SERVE_SITE)

offline: environment
	$(VENV_PYTHON) -m generator build --offline --site build/offline --zip build/local-protocols-offline.zip

test: dev-environment chromium nginx pango
	$(PYTEST) $(TESTS)

test-editor: dev-environment
	@command -v npm >/dev/null 2>&1 || { echo "make: there is no npm here. It comes with Node." >&2; exit 1; }
	npm install --silent --no-save --no-audit --no-fund --ignore-scripts --prefix .cache/editor $(LANGUAGE_SERVER)
	$(VENV_PYTHON) -m pytest tests/editor/language_server.py

bench: dev-environment
	ZENSICAL="$$PWD/.venv/bin/zensical" $(VENV_PYTHON) -m benchmarks.run $(BENCH)

lint: dev-environment
	$(VENV_PYTHON) -m ruff check .
	$(VENV_PYTHON) -m ruff format --check .
	$(VENV_PYTHON) -m mypy
	.venv/bin/lint-imports --no-logo
	.venv/bin/zizmor --offline --no-progress --quiet .github

format: dev-environment
	$(VENV_PYTHON) -m ruff check --fix .
	$(VENV_PYTHON) -m ruff format .

# site.txt is what a built site depends on; dev.txt has the same versions and adds the tools. One version of a package
# for every Python and every system (fork-strategy), so that all of them build the same site.
lock: python
	@$(ENVIRONMENT) bare
	@$(VENV_PYTHON) -m pip install --quiet "uv==$(UV_VERSION)"
	$(COMPILE) --group build --output-file lock/site.txt
	$(COMPILE) --group build --group dev --constraints lock/site.txt --output-file lock/dev.txt

upgrade:
	@$(MAKE) lock UPGRADE=--upgrade

accessibility: dev-environment chromium
	$(VENV_PYTHON) -m tests.tools.record_accessibility

screenshots: dev-environment chromium
	$(VENV_PYTHON) -m tests.tools.screenshots

clean:
	rm -rf site build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .cache

distclean: clean
	rm -rf .venv

environment: python
	@$(ENVIRONMENT) site

dev-environment: python
	@$(ENVIRONMENT) dev

python:
	@command -v "$(PYTHON)" >/dev/null 2>&1 || { \
		echo "make: there is no '$(PYTHON)' here. Install Python 3.11 or newer, or name one: make PYTHON=/path/to/python3" >&2; \
		exit 1; }

chromium: dev-environment
	@$(VENV_PYTHON) .ci/chromium.py >/dev/null

nginx: dev-environment
	@$(VENV_PYTHON) .ci/nginx.py >/dev/null

pango: dev-environment
	@$(VENV_PYTHON) .ci/pango.py >/dev/null
