# Every target prepares .venv by itself; "make help" lists them.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint bench generate generate-check readme record sandbox lock clean

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(READY): requirements.lock pyproject.toml scripts/setup.sh
	@scripts/setup.sh $(PYTHON)

setup: $(READY)  ## make .venv with the locked tools

demo: $(READY)  ## find the faces of a photograph through the client and the sandbox
	@$(BIN)/python -m scripts.demo

test: lint  ## lint, types and every test; the tests hold generated/ against the spec too
	@$(BIN)/python -m pytest -n auto --dist worksteal $(ARGS)

lint: $(READY)  ## ruff and mypy --strict over everything
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy

generate: $(READY)  ## spec + templates + runtime -> generated/img_open
	@$(BIN)/python -m scripts.generate

generate-check: $(READY)  ## fail when generated/ is not what "make generate" writes
	@$(BIN)/python -m scripts.generate --check

readme: $(READY)  ## write the README's table of the documentation's pages
	@$(BIN)/python -m scripts.readme

record: $(READY)  ## write the recordings that are missing (ARGS=detectFaces: of that operation)
	@$(BIN)/python -m scripts.record $(ARGS)

sandbox: $(READY)  ## run the local service (ARGS="--port 8080 --progress looks:3")
	@$(BIN)/python -m img_open_sandbox $(ARGS)

bench: $(READY)  ## measure the client beside its peers (ARGS="call --quick")
	@$(BIN)/python -m benchmarks $(ARGS)

lock: $(READY)  ## write requirements.lock anew from pyproject.toml
	@scripts/lock.sh

clean:  ## remove what the targets made, .venv too
	@rm -rf .venv out dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
