# Which assumptions decide an output?
#   parley export STUDY.db -t sensitivity -o sensitivity.csv
#   gnuplot -c analysis/gnuplot/tornado.gp sensitivity.csv picture.png [OUTPUT]
# Bars: largest difference between parts of a parameter's values; lines: 95% intervals; grey: chance explains it.
if (ARGC < 2) { print "usage: gnuplot -c tornado.gp sensitivity.csv FILE.png|svg|pdf [OUTPUT]"; exit status 2 }
table = ARG1; file = ARG2
load system("dirname '".ARG0."'")."/style.gp"
output_ = ARGC > 2 ? ARG3 : system("sed -n 2p '".table."' | cut -d, -f1")
# Each with its name in plain words on two lines, its path beneath.
set table $rows separator tab
set datafile separator "\t"
unset datafile columnheaders
plot sprintf("< awk -v output='%s' -f '%s/cells.awk' -f '%s/largest.awk' '%s'", output_, here, here, table) using (strcol(1)):2:3:4:(strcol(5)) with table
unset table
# What parley itself says of it.
headline = system("awk -v output='".output_."' -f '".here."/cells.awk' -f '".here."/finding.awk' '".table."'")
rows = |$rows|
if (rows == 0) { print table.": ".(headline eq "" ? "no largest differences of '".output_."'" : headline); exit status 2 }
clear(l, h) = l > 0 || h < 0
set datafile separator "\t"
reading = "Largest difference between parts of a parameter's values while all others vary; lines: 95% intervals; grey: chance explains it. n: see the study."
load here."/words.gp"
tick(words, path) = words eq path ? path : halved(words, 48)."\n".path
set tmargin at screen top - 0.04
share_ = strstrt(" breakdown deadlock holding collapsed defeat agreement ", " ".output_." ") > 0 || strstrt(output_, "first_truce_beyond_") == 1
set xlabel "difference that the parameter makes to ".output_.(share_ ? " (percentage points)" : "") noenhanced
if (share_) { set format x "%+.0f"; factor = 100.0 } else { factor = 1.0 }
set yrange [-0.6:rows-0.4]
set ytics noenhanced font ",7"
unset key
set style fill solid 1 noborder
unset grid; set grid xtics linecolor "#EEEEEE"; set arrow from 0,-0.6 to 0,rows-0.4 nohead linecolor "#333333"
set bmargin 4.5
plot $rows using (0.5*factor*$2):0:(0.5*factor*abs($2)):(0.3):(clear($3, $4) ? ($2 > 0 ? 0x0072B2 : 0xD55E00) : 0xB8B8B8):ytic(tick(strcol(5), strcol(1))) with boxxyerror linecolor rgb variable, \
     $rows using (factor*$2):0:(factor*$3):(factor*$4) with xerrorbars linewidth 1.2 pointtype 7 pointsize 0.4 linecolor "#222222"
