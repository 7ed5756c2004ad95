.DEFAULT_GOAL := help
.PHONY: help setup lock demo test test-slow test-postgres check format bench docs manual
READY := .venv/ready
PYTEST = DURE_BROWSER="$$(sh scripts/browser.sh)" && export DURE_BROWSER && .venv/bin/python -m pytest -n 2 --dist worksteal

help: ## what there is to make
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 16

setup: $(READY) ## the environment in .venv, as locked
$(READY): requirements.lock pyproject.toml scripts/setup.sh
	@PYTHON="$(PYTHON)" sh scripts/setup.sh

lock: $(READY) ## write requirements.lock anew from pyproject.toml
	@UPGRADE="$(UPGRADE)" sh scripts/lock.sh

demo: $(READY) ## everything with a demonstration network: http://127.0.0.1:8000 (PORT=…)
	@exec .venv/bin/dure demo $(if $(PORT),--port $(PORT))

test: check ## all checks and tests, except the slow ones
	@$(PYTEST)

test-slow: $(READY) ## what needs many kills, Java or Debian's PostgreSQL server
	@$(PYTEST) -m slow
	@$(MAKE) --no-print-directory test-postgres

test-postgres: $(READY) ## the tests on Debian's PostgreSQL server
	@DURE_BROWSER="$$(sh scripts/browser.sh)" && export DURE_BROWSER && sh scripts/test_postgres.sh

check: $(READY) ## style, types, floors, sizes, migrations, translations, generated pages
	@sh scripts/check.sh

format: $(READY) ## put the code in order
	@.venv/bin/ruff check --fix --quiet . ; .venv/bin/ruff format --quiet .

bench: $(READY) ## the benchmarks beside their peers
	@.venv/bin/dure bench $(NAME)

manual: $(READY) ## take the pictures of the user manual anew, in a real browser
	@DURE_BROWSER="$$(sh scripts/browser.sh)" && export DURE_BROWSER && .venv/bin/python -m scripts.manual_pictures

docs: $(READY) ## write the generated pages of docs/reference anew
	@.venv/bin/python scripts/docs.py
