# Has the parameter numbers for values, which stand at their places on an axis?  `table` and `parameter` are set.
word_ = system("awk -v column='".parameter."' -f '".here."/cells.awk' -f '".here."/number.awk' '".table."'")
if (word_ ne "") { print table.": the values of ".parameter." are words, such as '".word_."': draw it with Python or R (analysis/README.md)"; exit status 2 }
