# The fifteen largest differences of an output in sensitivity.csv, smallest first:  awk -v output=NAME -f cells.awk -f largest.awk sensitivity.csv
# Tab-separated: parameter, value, low, high, the parameter in plain words.
cells($0) >= 7 && CELL[1] == output && CELL[2] == "largest_difference" && CELL[5] != "" {
  size = CELL[5] < 0 ? -CELL[5] : CELL[5] + 0
  for (at = ++rows; at > 1 && SIZE[at - 1] < size; at--) { SIZE[at] = SIZE[at - 1]; ROW[at] = ROW[at - 1] }
  SIZE[at] = size
  ROW[at] = CELL[3] "\t" CELL[5] "\t" CELL[6] "\t" CELL[7] "\t" (CELL[9] != "" ? CELL[9] : CELL[3])
}
END { for (at = rows < 15 ? rows : 15; at >= 1; at--) print ROW[at] }
