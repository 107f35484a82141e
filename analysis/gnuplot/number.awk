# The first cell of a column that is no number; nothing where all are:  awk -v column=NAME -f cells.awk -f number.awk table.csv
NR == 1 { n = cells($0); for (i = 1; i <= n; i++) if (CELL[i] == column) at = i }
NR > 1 && at { cells($0); if (CELL[at] !~ /^[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?$/) { print CELL[at]; exit } }
