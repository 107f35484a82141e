# One column of the table of titles, for a figure and a parameter ("": the first one):  awk -v figure=F -v parameter=P -v column=N -f cells.awk -f said.awk titles.csv
cells($0) >= 8 && CELL[1] == figure && (parameter == "" || CELL[3] == parameter) { print CELL[column]; exit }
