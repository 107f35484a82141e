# What does parley say first in a figure, and what is the parameter called?  `figure`, `titles`, `parameter` (or empty: the first one) are set.
#   parley export STUDY.db -t titles -o titles.csv
if (system("[ -f '".titles."' ] && head -1 '".titles."' | cut -d, -f1-3") ne "figure,output,parameter") { print titles.": not the table of titles (parley export STUDY.db -t titles -o titles.csv)"; exit status 2 }
headline = ""; called = ""
set table $said
plot titles using (headline eq "" && strcol(1) eq figure && (parameter eq "" || strcol(3) eq parameter) ? (parameter = strcol(3), headline = strcol(7), called = strcol(8), 0) : 0) with table
unset table
if (headline eq "") { print titles.": says nothing of ".figure." by '".parameter."'"; exit status 2 }
