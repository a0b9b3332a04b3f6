# Every target sets up what it needs by itself, and does nothing twice (packaging/setup.sh).
.PHONY: help demo run test lint bench shots faults package lock clean
.DEFAULT_GOAL := help
.SUFFIXES:
# A program without byte code starts a second later.
unexport PYTHONDONTWRITEBYTECODE
BIN := .venv/bin

help:  ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

demo:  ## a demo shop and a month of its life in demo/shop, its papers in demo/papers (no window)
	@packaging/setup.sh run
	@if [ -d demo/shop ]; then \
	  echo "demo/shop is there already, its papers in demo/papers. To live the month again: rm -rf demo"; \
	else $(BIN)/reuse-pos demo --out demo; fi

run:  ## open the app on the demo shop (made first where there is none)
	@packaging/setup.sh run qt screen
	@test -d demo/shop || $(BIN)/reuse-pos demo --out demo
	$(BIN)/reuse-pos run --data demo/shop

test: lint  ## style, types, layers, then every test
	$(BIN)/python -m pytest -q -n auto --dist loadfile

lint:  ## style, types and who may import whom
	@packaging/setup.sh dev qt
	$(BIN)/ruff check .
	$(BIN)/ruff format --check -q .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench:  ## speeds, each beside a baseline measured in the same run
	@packaging/setup.sh dev qt
	$(BIN)/python -m pytest tests/bench -m bench -s -q

faults:  ## full disks, dead printers, killed programs
	@packaging/setup.sh dev qt
	$(BIN)/python -m pytest -m faults -q

shots:  ## a picture of every screen and paper of the demo shop, in shots/
	@packaging/setup.sh dev qt
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m reuse_pos.ui.shots --out shots

package:  ## a folder that runs without Python, in dist/reuse-pos
	@packaging/setup.sh package qt
	.venv-package/bin/python packaging/build.py

lock:  ## pin the packages again after a change of pyproject.toml (needs uv)
	packaging/lock.sh

clean:  ## forget every thing made here, the demo shop included
	rm -rf .venv .venv-package build dist demo shots .mypy_cache .ruff_cache .pytest_cache .hypothesis
