# Two commands on a fresh machine (python3, make, git): make serve, make test.
# Everything is installed into .venv/, nothing elsewhere.

PYTHON ?= python3
BIN := .venv/bin
PORT ?= 8000

# Dates in the site are those of the last commit, so that equal commits make equal sites.
export SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct 2>/dev/null || echo 0)
# Where the links to GitHub lead: given, or the fork that this is a clone of, or nowhere.
ORIGIN := $(shell git remote get-url origin 2>/dev/null | sed -nE 's#^(git@|https://([^/@]*@)?)github\.com[:/]([^/]+/[^/]+)$$#https://github.com/\3#p' | sed 's/\.git$$//')
ifneq ($(ORIGIN),)
export REPO_URL ?= $(ORIGIN)
endif
# Notices of MkDocs' and Material's makers about each other; requirements/ pins what we use.
export NO_MKDOCS_2_WARNING := 1
export DISABLE_MKDOCS_2_WARNING := true

.PHONY: help serve site check test bench measure validate clean zensical serve-zensical fonts requirements

help: ## what can be done
	@sed -nE 's/^([a-z-]+):.*## (.*)/  make \1|\2/p' Makefile | column -t -s '|' 2>/dev/null || sed -nE 's/^([a-z-]+):.*## (.*)/  make \1: \2/p' Makefile

# --dirty renders only the pages that changed, which is what makes the preview quick. MkDocs
# warns of it; `make site` renders and checks everything.
serve: .venv/site.done ## build the site and show it on http://127.0.0.1:8000/, again after every change
	$(BIN)/mkdocs serve --dirty --no-strict --dev-addr 127.0.0.1:$(PORT)

site: .venv/site.done ## build the site into site/
	$(BIN)/mkdocs build --strict

check: .venv/site.done ## only check source/, which takes a moment
	$(BIN)/python scripts/build.py --check

test: .venv/test.done browser ## style, types, and all tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest

# The tests need Chrome or Chromium. On Debian it is installed where that is allowed; elsewhere
# the tests say what to do, and fail only in CI.
.PHONY: browser
browser: .venv/test.done
	@$(BIN)/python tests/browser.py || { [ "$$(id -u)" = 0 ] && grep -qs '^ID=debian' /etc/os-release && \
	  echo "Installing chromium for the tests" && apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends chromium >/dev/null; } || true

bench: .venv/test.done ## measure the speed; takes some minutes
	$(BIN)/python tests/bench/bench.py

measure: site .venv/test.done ## measure the finished pages: bytes, Lighthouse; needs npx and Chrome
	$(BIN)/python tests/bench/measure.py

# What it passes over is the theme's: autocomplete on two checkboxes, which nothing here uses.
VNU := .cache/vnu/node_modules/vnu-jar/build/dist/vnu.jar
validate: site ## check the HTML of the finished pages; needs npm and Java
	@test -f $(VNU) || npm install --silent --no-save --prefix .cache/vnu vnu-jar@26.9.27
	java -jar $(VNU) --errors-only --skip-non-html --filterpattern '.*“autocomplete” is only allowed.*' site

zensical: .venv/test.done ## build the same site with Zensical into site/
	$(BIN)/python scripts/build.py
	$(BIN)/zensical build --strict

serve-zensical: .venv/test.done ## the live preview with Zensical instead of MkDocs
	$(BIN)/python scripts/build.py
	$(BIN)/python scripts/build.py --watch & trap "kill $$!" EXIT INT TERM; \
	$(BIN)/zensical serve --dev-addr 127.0.0.1:$(PORT)

fonts: .venv/fonts.done ## make the face of the interview anew, in docs/assets/fonts/; needs npm
	$(BIN)/python scripts/fonts.py

requirements: .venv/site.done ## pin the newest versions that requirements/*.in allow
	$(BIN)/pip install --quiet pip-tools==7.6.2
	for list in site test fonts; do \
	  (cd requirements && CUSTOM_COMPILE_COMMAND="make requirements" ../$(BIN)/pip-compile --quiet --upgrade --generate-hashes \
	    --allow-unsafe --strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
	    --output-file=$$list.txt $$list.in) || exit 1; \
	done

clean: ## remove everything that was made
	rm -rf .venv .cache site docs/questions docs/interview docs/topics docs/notes docs/glossary docs/timeline docs/concordance docs/search docs/made docs/parts docs/p docs/robots.txt docs/.incoming docs/.ready \
	  .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; this is $$($(PYTHON) --version). Say which one to use: make PYTHON=python3.12 …" >&2; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; \
	  echo "This Python can't make virtual environments; on Debian and Ubuntu: sudo apt install python3-venv" >&2; exit 1; }

.venv/%.done: requirements/%.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement $<
	@touch $@
