# Which assumptions decide an output?
#   parley export STUDY.db -t sensitivity -o sensitivity.csv
#   gnuplot -c analysis/gnuplot/tornado.gp sensitivity.csv picture.png [OUTPUT]
# Bars: largest difference between parts of a parameter's values; lines: 95% intervals; grey: chance explains it.
if (ARGC < 2) { print "usage: gnuplot -c tornado.gp sensitivity.csv FILE.png|svg|pdf [OUTPUT]"; exit status 2 }
table = ARG1; file = ARG2
load system("dirname '".ARG0."'")."/style.gp"
output_ = ARGC > 2 ? ARG3 : system("sed -n 2p '".table."' | cut -d, -f1")
# The fifteen largest, sorted by size; none of these columns is ever quoted.
set table $rows
set datafile separator " "
unset datafile columnheaders
plot sprintf("< awk -F, '$1==\"%s\" && $2==\"largest_difference\" {v=$5<0?-$5:$5; print v, $3, $5, $6, $7}' '%s' | sort -g | tail -n 15", output_, table) using (strcol(2)):3:4:5 with table
unset table
set datafile separator whitespace
rows = |$rows|
if (rows == 0) { print table.": no largest differences of '".output_."'"; exit status 2 }
clear(l, h) = l > 0 || h < 0
# What parley itself says of it.
headline = ""
set datafile separator comma
set table $said
plot table every ::1 using (strcol(1) eq output_ && strcol(2) eq "largest_difference" ? (headline = strcol(8), 0) : 0) with table
unset table
set datafile separator whitespace
reading = "Largest difference between parts of a parameter's values while all others vary; lines: 95% intervals; grey: chance explains it. n: see the study."
load here."/words.gp"
set tmargin at screen top - 0.04
set xlabel "difference that the parameter makes to ".output_ noenhanced
set yrange [-0.6:rows-0.4]
set ytics noenhanced
unset key
set style fill solid 1 noborder
unset grid; set grid xtics linecolor "#EEEEEE"; set arrow from 0,-0.6 to 0,rows-0.4 nohead linecolor "#333333"
set bmargin 4.5
plot $rows using (0.5*$2):0:(0.5*abs($2)):(0.3):(clear($3, $4) ? ($2 > 0 ? 0x0072B2 : 0xD55E00) : 0xB8B8B8):ytic(1) with boxxyerror linecolor rgb variable, \
     $rows using 2:0:3:4 with xerrorbars linewidth 1.2 pointtype 7 pointsize 0.4 linecolor "#222222"
