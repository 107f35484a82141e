# How long do first truces last, point by point?
#   parley export STUDY.db -t survival -o survival.csv
#   parley export STUDY.db -t titles -o titles.csv
#   gnuplot -c analysis/gnuplot/survival.gp survival.csv picture.png titles.csv [PARAMETER]
# One curve a point (the first six), labelled by PARAMETER (else the first one); thin: 95% interval (Kaplan-Meier, Greenwood).
if (ARGC < 3) { print "usage: gnuplot -c survival.gp survival.csv FILE.png|svg|pdf titles.csv [PARAMETER]"; exit status 2 }
table = ARG1; file = ARG2
load system("dirname '".ARG0."'")."/style.gp"
figure = "survival"; titles = ARG3; parameter = ARGC > 3 ? ARG4 : ""
load here."/titles.gp"
load here."/number.gp"
stats table using "point" nooutput name "P"
last = int(P_max) < 5 ? int(P_max) : 5
array VALUE[6]; array N[6]
do for [k=0:last] {
  stats table using (column("point") == k ? column(parameter) : NaN) nooutput name "V"
  VALUE[k+1] = V_min
  stats table using (column("point") == k ? column("at_risk") : NaN) nooutput name "R"
  N[k+1] = R_max
}
points = int(P_max) + 1
stats table using "day" nooutput name "D"
reading = sprintf("Kaplan-Meier; thin lines: 95%% intervals. The first %d of %d points; the title is of all.", last+1, points)
load here."/words.gp"
set tmargin at screen top - 0.04
set xlabel "days since signature"
set ylabel "share of first truces still in force"
set yrange [0:1.02]; set format y "%.1f"
set xrange [0:D_max]
set key outside right noenhanced title halved(called, 22) noenhanced
set bmargin 4.5
plot for [k=0:last] table using (column("point") == k ? column("day") : NaN):(column("survival")) with steps linewidth 2 linecolor rgb COLOUR[k+1] title sprintf("%.3g (n=%d)", VALUE[k+1], N[k+1]), \
     for [k=0:last] table using (column("point") == k ? column("day") : NaN):(column("low")) with steps linewidth 0.5 linecolor rgb COLOUR[k+1] notitle, \
     for [k=0:last] table using (column("point") == k ? column("day") : NaN):(column("high")) with steps linewidth 0.5 linecolor rgb COLOUR[k+1] notitle
