# How long do first truces last, point by point?
#   parley export STUDY.db -t survival -o survival.csv
#   gnuplot -c analysis/gnuplot/survival.gp survival.csv picture.png [PARAMETER]
# One curve a point (the first six), labelled by PARAMETER (else the first one); thin: 95% interval (Kaplan-Meier, Greenwood).
if (ARGC < 2) { print "usage: gnuplot -c survival.gp survival.csv FILE.png|svg|pdf [PARAMETER]"; exit status 2 }
table = ARG1; file = ARG2
load system("dirname '".ARG0."'")."/style.gp"
parameter = ARGC > 2 ? ARG3 : system("head -1 '".table."' | cut -d, -f2")
stats table using "point" nooutput name "P"
last = int(P_max) < 5 ? int(P_max) : 5
array VALUE[6]; array AT30[6]; array N[6]
do for [k=0:last] {
  stats table using (column("point") == k ? column(parameter) : NaN) nooutput name "V"
  VALUE[k+1] = V_min
  stats table using (column("point") == k && column("day") <= 30 ? column("survival") : NaN) nooutput name "S"
  AT30[k+1] = S_records > 0 ? S_min : 1
  stats table using (column("point") == k ? column("at_risk") : NaN) nooutput name "R"
  N[k+1] = R_max
}
best = 1; worst = 1
do for [k=1:last+1] { if (AT30[k] > AT30[best]) { best = k }; if (AT30[k] < AT30[worst]) { worst = k } }
stats table using "day" nooutput name "D"
headline = sprintf("%.0f%% of first truces pass 30 days where %s is %.3g, %.0f%% where it is %.3g", 100*AT30[best], parameter, VALUE[best], 100*AT30[worst], VALUE[worst])
reading = sprintf("Kaplan-Meier; thin lines: 95%% intervals. n = %d and %d first truces in these two.", N[best], N[worst])
load here."/words.gp"
set tmargin at screen top - 0.04
short = parameter[strlen(parameter) > 22 ? strlen(parameter)-21 : 1:*]
set xlabel "days since signature"
set ylabel "share of first truces still in force"
set yrange [0:1.02]; set format y "%.1f"
set xrange [0:D_max]
set key outside right noenhanced title short noenhanced
set bmargin 4.5
plot for [k=0:last] table using (column("point") == k ? column("day") : NaN):(column("survival")) with steps linewidth 2 linecolor rgb COLOUR[k+1] title sprintf("%.3g (n=%d)", VALUE[k+1], N[k+1]), \
     for [k=0:last] table using (column("point") == k ? column("day") : NaN):(column("low")) with steps linewidth 0.5 linecolor rgb COLOUR[k+1] notitle, \
     for [k=0:last] table using (column("point") == k ? column("day") : NaN):(column("high")) with steps linewidth 0.5 linecolor rgb COLOUR[k+1] notitle
