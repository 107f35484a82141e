#!/usr/bin/env bash
# Do the figures of analysis/ show what the tables say?   run.sh python|R|gnuplot PROGRAM [TEST]
# Exit code 77: skipped, with the package that is missing.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
export PARLEY=$2 PYTHONDONTWRITEBYTECODE=1 MPLBACKEND=Agg OMP_NUM_THREADS=1
skip() { echo "skipped: $*"; exit 77; }
python=
for candidate in python3 /usr/bin/python3; do
  if "$candidate" -c 'import numpy, pandas, matplotlib' 2>/dev/null; then python=$candidate; break; fi
done
case $1 in
  python)
    [ -n "$python" ] || skip "python3-pandas or python3-matplotlib is missing"
    PYTHONPATH="$here/../../analysis/python:$here" "$python" -m unittest "$3" ;;
  R)
    command -v Rscript >/dev/null || skip "r-base-core is missing"
    missing=$(Rscript -e 'cat(tolower(setdiff(c("ggplot2", "DBI", "RSQLite"), rownames(installed.packages()))))')
    [ -z "$missing" ] || skip "r-cran-${missing// /, r-cran-} is missing"
    Rscript "$here/figures_test.R" "$here/../../analysis/R" "$3" ;;
  gnuplot)
    command -v gnuplot >/dev/null || skip "gnuplot-nox is missing"
    command -v python3 >/dev/null || skip "python3 is missing"
    PYTHONPATH="$here" python3 -m unittest test_gnuplot ;;
esac
