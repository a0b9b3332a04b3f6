#!/bin/sh
# Pin every package with its hashes, for every platform, without any index address
# (docs/decisions/0002-hashed-requirements.md). Run by `make lock` after a change of pyproject.toml.
set -eu
cd "$(dirname "$0")/.."
compile() {
    uv pip compile pyproject.toml "$@" --quiet --universal --python-version 3.11 \
        --generate-hashes --no-emit-index-url --no-emit-find-links \
        --custom-compile-command "make lock"
}
compile -o requirements/run.txt
compile --group dev -c requirements/run.txt -o requirements/dev.txt
compile --group package -c requirements/run.txt -o requirements/package.txt
