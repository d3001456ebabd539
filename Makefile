# make site   build output/ from content/
# make test   all tests
# Both make .venv from the lock files on first use. The rest: make help

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
# pip shows progress bars and version hints that hide what matters.
PIP := $(PY) -m pip install --quiet --disable-pip-version-check --no-input --require-hashes

.DEFAULT_GOAL := help
.PHONY: help site test example serve lint format bench fuzz fuzz-guided audit audit-possible sbom audit-dependencies locks pictures browser-tests-possible clean

help:  ## what each target does
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-18s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(VENV)/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or later is needed; name one with: make PYTHON=/path/to/python3.11 …"; exit 2; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python's venv is missing (Debian: apt-get install python3-venv)."; exit 2; }
	@touch $@

$(VENV)/run: requirements.lock $(VENV)/made
	@echo "Installing what fairnotice runs on …"
	@$(PIP) -r requirements.lock
	@touch $@

$(VENV)/dev: requirements-dev.lock $(VENV)/run
	@echo "Installing what the tests need …"
	@$(PIP) -r requirements-dev.lock
	@touch $@

site: $(VENV)/run  ## build output/ from content/
	$(PY) build.py

test: $(VENV)/dev browser-tests-possible  ## run all tests
	$(PY) -m pytest -n auto $(if $(NO_BROWSER),-m "not browser") $(TESTS)

# A browser is found, or Debian's is installed, or the command stops and says how.
browser-tests-possible:
	@if [ -n "$(NO_BROWSER)" ]; then \
	  if [ -n "$$CI" ]; then echo "NO_BROWSER is refused where CI is set: what people see must be tested."; exit 2; fi; \
	  echo "NO_BROWSER=1: the browser tests are left out."; \
	elif [ -n "$$CHROMIUM" ]; then \
	  [ -x "$$CHROMIUM" ] || { echo "CHROMIUM names $$CHROMIUM, which is not a program."; exit 2; }; \
	elif ! command -v chromium chromium-browser google-chrome >/dev/null; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "Installing Debian's chromium for the browser tests …"; \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-liberation >/dev/null; \
	  else \
	    echo "The browser tests need Chromium. Install it (Debian: sudo apt-get install chromium),"; \
	    echo "or name one with CHROMIUM=/path/to/chromium, or leave these tests out with NO_BROWSER=1."; exit 2; \
	  fi; \
	fi

example: $(VENV)/run  ## build the invented example site into example/output/
	$(PY) build.py -C example --clock 2026-11-23

pictures: $(VENV)/dev  ## take the README's pictures anew
	mkdir -p docs/pictures
	$(PY) build.py -q
	$(PY) build.py -q -C example --clock 2026-11-23
	$(PY) docs/pictures.py

serve: $(VENV)/run  ## write and see: builds, serves, reloads on save
	$(PY) build.py serve

lint: $(VENV)/dev  ## format, lint and types, as the tests require them
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy

format: $(VENV)/dev  ## put the code into its form
	$(VENV)/bin/ruff format .
	$(VENV)/bin/ruff check --fix .

bench: $(VENV)/dev $(VENV)-peers/made  ## measure against peers, in one run; make bench VERSIONS=100,300,1000
	$(PY) -m benchmarks.compare
	$(PY) -m benchmarks.compare_curves
	$(PY) -m benchmarks.weight
	$(PY) -m benchmarks.serve --peers
	@mkdir -p dist
	$(PY) -m benchmarks.build --versions $(or $(VERSIONS),30,100) --plot dist/builds.svg

# What the two checkers of pages need, in a folder of their own.
$(VENV)-audit/made: tests/audit/package-lock.json
	@mkdir -p $(VENV)-audit
	@cp tests/audit/package.json tests/audit/package-lock.json $(VENV)-audit/
	@cd $(VENV)-audit && for try in 1 2 3; do npm ci --ignore-scripts --no-audit --no-fund --silent && exit 0; sleep 5; done; \
	  echo "The checkers of pages could not be fetched."; exit 3
	@touch $@

audit-possible:
	@for tool in node npm java; do command -v $$tool >/dev/null || { \
	  echo "$$tool is missing. Install it (Debian: sudo apt-get install nodejs npm default-jre-headless)."; exit 2; }; done
	@node -e 'process.exit(Number(parseInt(process.versions.node) < 18))' || { echo "Node 18 or later is needed."; exit 2; }

audit: $(VENV)/dev browser-tests-possible audit-possible $(VENV)-audit/made  ## pages read by Lighthouse and the Nu checker
	$(PY) build.py -q
	$(PY) build.py -q -C example --clock 2026-11-23
	$(PY) -m tests.audit output/site example/output/site

# The tools below stand in environments of their own: what they need would more than double the
# packages that tests install and that have to be trusted.
$(VENV)-supply/made: requirements-supply.lock
	@$(PYTHON) -m venv $(VENV)-supply
	@$(VENV)-supply/bin/python -m pip install --quiet --disable-pip-version-check --no-input --require-hashes -r $<
	@touch $@

$(VENV)-fuzz/made: requirements-fuzz.lock
	@$(PYTHON) -m venv $(VENV)-fuzz
	@$(VENV)-fuzz/bin/python -m pip install --quiet --disable-pip-version-check --no-input --require-hashes -r $<
	@touch $@

$(VENV)-peers/made: requirements-peers.lock
	@$(PYTHON) -m venv $(VENV)-peers
	@$(VENV)-peers/bin/python -m pip install --quiet --disable-pip-version-check --no-input --require-hashes -r $<
	@touch $@

# An environment of its own, since what is listed is what is installed to run, and nothing else.
$(VENV)-sbom/made: requirements.lock $(VENV)/made
	@$(PYTHON) -m venv --without-pip $(VENV)-sbom
	@$(PY) -m pip --python $(VENV)-sbom/bin/python install --quiet --disable-pip-version-check --no-input \
	  --require-hashes -r $<
	@touch $@

sbom: $(VENV)-supply/made $(VENV)-sbom/made  ## list what runs, as CycloneDX, with licences; and the lock with hashes
	@mkdir -p dist
	$(VENV)-supply/bin/cyclonedx-py environment --pyproject pyproject.toml --output-reproducible \
	  -o dist/sbom.cdx.json $(VENV)-sbom
	@$(VENV)-supply/bin/python -W ignore -m cyclonedx_py requirements --pyproject pyproject.toml --output-reproducible \
	  -i https://pypi.org/simple -o dist/lock.cdx.json requirements.lock

audit-dependencies: $(VENV)-supply/made  ## report known holes in locked packages; never fails
	@PIP_AUDIT=$(VENV)-supply/bin/pip-audit .ci/audit requirements.lock requirements-dev.lock

fuzz: $(VENV)/dev  ## fuzz readers and printers; make fuzz COUNT=1000000 RUN=7 for more and others
	$(PY) -m tests.fuzz.run --count $(or $(COUNT),20000) --run $(or $(RUN),1)

fuzz-guided: $(VENV)-fuzz/made  ## fuzz by coverage (Linux); make fuzz-guided TARGET=yaml COUNT=100000
	$(VENV)-fuzz/bin/python -m tests.fuzz.guided $(or $(TARGET),markdown) -runs=$(or $(COUNT),100000)

LOCK := uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-emit-index-url \
  --no-emit-find-links --no-annotate --custom-compile-command "make locks" pyproject.toml

locks:  ## renew the lock files (needs uv)
	$(LOCK) -o requirements.lock
	$(LOCK) --extra dev -o requirements-dev.lock
	$(LOCK) --extra fuzz -o requirements-fuzz.lock
	$(LOCK) --extra peers -o requirements-peers.lock
	$(LOCK) --extra supply -o requirements-supply.lock

clean:  ## remove what was built; never touches content/
	rm -rf output example/output .fairnotice-cache dist tests/fuzz/found
