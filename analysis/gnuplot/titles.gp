# What does parley say first in a figure, and what is the parameter called?  `figure`, `titles`, `parameter` (or empty: the first one) are set.
#   parley export STUDY.db -t titles -o titles.csv
if (system("[ -f '".titles."' ] && head -1 '".titles."' | cut -d, -f1-3") ne "figure,output,parameter") { print titles.": not the table of titles (parley export STUDY.db -t titles -o titles.csv)"; exit status 2 }
said_(column) = system("awk -v figure='".figure."' -v parameter='".parameter."' -v column=".column." -f '".here."/cells.awk' -f '".here."/said.awk' '".titles."'")
headline = said_("7"); called = said_("8"); parameter = said_("3")
if (headline eq "") { print titles.": says nothing of ".figure." by '".parameter."'"; exit status 2 }
