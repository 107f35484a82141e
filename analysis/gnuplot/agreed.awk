# What the agreement that was signed is worth to a party:  awk -F, -v party=ID -v run=N -v at=ORDER -f cells.awk -f agreed.awk offers.csv
# (Options may be quoted, with commas in them; the columns before `about` never are. ORDER: 1000 times the meeting, and the round.)
NR == 1 { n = cells($0); for (i = 1; i <= n; i++) if (CELL[i] == "utility_" party) column = i }
NR > 1 && $1 == run && $6 == "agree" && $2 * 1000 + $5 == at { cells($0); print CELL[column]; exit }
