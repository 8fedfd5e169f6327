# Every target prepares .venv by itself; "make help" lists them.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint bench pages-fetch transcribe pages-diff draft generate generate-check readme record live drill report \
	api-gate release vendor sandbox lock clean

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(READY): requirements.lock pyproject.toml scripts/setup.sh
	@scripts/setup.sh $(PYTHON)

setup: $(READY)  ## make .venv with the locked tools

demo: $(READY)  ## find the faces of a photograph through the client and the sandbox
	@$(BIN)/python -m scripts.demo

test: lint  ## lint, types and every test; the tests hold generated/ against the spec too
	@$(BIN)/python -m pytest -n auto --dist worksteal --junitxml=out/test/junit.xml $(ARGS)

lint: $(READY)  ## ruff and mypy --strict over everything
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy

pages-fetch: $(READY)  ## fetch the documentation's pages into out/pages/ (ARGS="--chinese")
	@$(BIN)/python -m scripts.pages_fetch $(ARGS)

transcribe: $(READY)  ## write what the fetched pages say into spec/pages/ (PAGE=slug: that one; FROM=file: a page copied from the browser)
	@$(BIN)/python -m scripts.transcribe --write $(or $(FROM),--from-snapshot $(or $(SNAPSHOT),out/pages)) $(if $(PAGE),--slug $(PAGE)) $(ARGS)

pages-diff: $(READY)  ## what the changes of pages mean for the contract (PAGE=slug; ARGS="--fail-on breaking")
	@$(BIN)/python -m scripts.pages_diff $(PAGE) $(ARGS)

draft: $(READY)  ## write the operation for a page that has none yet (PAGE=slug)
	@$(BIN)/python -m scripts.draft $(or $(PAGE),$(error name the page: make draft PAGE=slug)) $(ARGS)

generate: $(READY)  ## spec + templates + runtime -> generated/img_open
	@$(BIN)/python -m scripts.generate

generate-check: $(READY)  ## fail when generated/ is not what "make generate" writes
	@$(BIN)/python -m scripts.generate --check

readme: $(READY)  ## write the README's table of the documentation's pages
	@$(BIN)/python -m scripts.readme

record: $(READY)  ## write the recordings that are missing (ARGS=detectFaces; "run CASE" calls a server; "import FILE.har")
	@$(BIN)/python -m scripts.record $(ARGS)

live: $(READY)  ## ask the real service, where keys are set: what only reads, and with ARGS=--yes what costs
	@$(BIN)/python -m scripts.live $(ARGS)

drill: $(READY)  ## plant drifts one at a time in each witness: which are caught (ARGS="--sample 40")
	@$(BIN)/python -m scripts.drill $(ARGS)

report: $(READY)  ## write out/report/: one page and a summary of the last test run, the drill, deviations and assumptions
	@$(BIN)/python -m scripts.report $(ARGS)

api-gate: $(READY)  ## fail on a breaking change of the client that its version does not declare
	@$(BIN)/python -m scripts.api_gate $(ARGS)

release: $(READY)  ## the next version by rule, CHANGELOG, released/; refuses when a check is red (ARGS=--dry-run)
	@$(BIN)/python -m scripts.release $(ARGS)

vendor: $(READY)  ## copy the client into a code base (INTO=path [NAME=package] [ARGS="--check" or "--update"])
	@$(BIN)/python -m scripts.vendor $(or $(INTO),$(error say where to: make vendor INTO=path)) $(if $(NAME),--name $(NAME)) $(ARGS)

sandbox: $(READY)  ## run the local service (ARGS="--port 8080 --progress looks:3")
	@$(BIN)/python -m img_open_sandbox $(ARGS)

bench: $(READY)  ## measure the client beside its peers (ARGS="call --quick")
	@$(BIN)/python -m benchmarks $(ARGS)

lock: $(READY)  ## write requirements.lock anew from pyproject.toml
	@scripts/lock.sh

clean:  ## remove what the targets made, .venv too
	@rm -rf .venv out dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
