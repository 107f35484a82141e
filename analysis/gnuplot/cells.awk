# The cells of a line of a table: CELL[1..n], and n. Cells may be quoted, with commas in them.
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
