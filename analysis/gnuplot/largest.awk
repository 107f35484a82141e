# The fifteen largest differences of an output in sensitivity.csv, smallest first:  awk -v output=NAME -f largest.awk sensitivity.csv
# Tab-separated: parameter, value, low, high, the parameter in plain words. Cells may be quoted.
function cells(line,    n, i, c, quoted, cell) {
  n = 0
  for (i = 1; i <= length(line); i++) {
    c = substr(line, i, 1)
    if (c == "\"") { if (quoted && substr(line, i + 1, 1) == "\"") { cell = cell c; i++ } else quoted = !quoted }
    else if (c == "," && !quoted) { CELL[++n] = cell; cell = "" }
    else cell = cell c
  }
  CELL[++n] = cell
  return n
}
cells($0) >= 7 && CELL[1] == output && CELL[2] == "largest_difference" && CELL[5] != "" {
  size = CELL[5] < 0 ? -CELL[5] : CELL[5] + 0
  for (at = ++rows; at > 1 && SIZE[at - 1] < size; at--) { SIZE[at] = SIZE[at - 1]; ROW[at] = ROW[at - 1] }
  SIZE[at] = size
  ROW[at] = CELL[3] "\t" CELL[5] "\t" CELL[6] "\t" CELL[7] "\t" (CELL[9] != "" ? CELL[9] : CELL[3])
}
END { for (at = rows < 15 ? rows : 15; at >= 1; at--) print ROW[at] }
