# What parley says of the largest differences of an output:  awk -v output=NAME -f cells.awk -f finding.awk sensitivity.csv
cells($0) >= 8 && CELL[1] == output && CELL[2] == "largest_difference" { print CELL[8]; exit }
