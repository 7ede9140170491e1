#!/usr/bin/env bash
# Gradescope runs this once, as root, when it builds the image: Python and the project, compiled, so that no
# submission waits for that.
set -euo pipefail
cd "$(dirname "$0")"

python3 -m venv .uv || { apt-get update && apt-get install -y python3-venv && python3 -m venv --clear .uv; }
.uv/bin/pip install uv
.uv/bin/uv sync --no-dev --no-editable
