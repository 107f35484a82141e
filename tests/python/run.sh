#!/usr/bin/env bash
# Does the Python package tell what the program tells?   run.sh PYTHON PACKAGE PROGRAM
# Exit code 77: skipped, with the package that is missing.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
"$1" -c 'import numpy, pandas' 2>/dev/null || { echo "skipped: python3-pandas is missing"; exit 77; }
export PARLEY=$3 PYTHONDONTWRITEBYTECODE=1 OMP_NUM_THREADS=1
cd "$here"
PYTHONPATH=$2 exec "$1" -m unittest test_package test_seat
