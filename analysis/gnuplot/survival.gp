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
array VALUE[6]; array AT30[6]; array N[6]; array LOW[6]; array HIGH[6]; array SEEN[6]
do for [k=0:last] {
  stats table using (column("point") == k ? column(parameter) : NaN) nooutput name "V"
  VALUE[k+1] = V_min
  stats table using (column("point") == k && column("day") <= 30 ? column("survival") : NaN) nooutput name "S"
  AT30[k+1] = S_records > 0 ? S_min : 1
  stats table using (column("point") == k && column("day") <= 30 && column("survival") == AT30[k+1] ? column("low") : NaN) nooutput name "L"
  LOW[k+1] = S_records > 0 ? L_max : 1
  stats table using (column("point") == k && column("day") <= 30 && column("survival") == AT30[k+1] ? column("high") : NaN) nooutput name "H"
  HIGH[k+1] = S_records > 0 ? H_min : 1
  stats table using (column("point") == k ? column("day") : NaN) nooutput name "E"
  stats table using (column("point") == k ? column("survival") : NaN) nooutput name "F"
  SEEN[k+1] = E_max >= 30 || F_min == 0
  stats table using (column("point") == k ? column("at_risk") : NaN) nooutput name "R"
  N[k+1] = R_max
}
best = 0; worst = 0
do for [k=1:last+1] { if (SEEN[k]) { if (best == 0 || AT30[k] > AT30[best]) { best = k }; if (worst == 0 || AT30[k] < AT30[worst]) { worst = k } } }
points = int(P_max) + 1
varying = system("head -1 '".table."' | awk -F, '{for (i=1; i<=NF; i++) if ($i==\"day\") print i-2}'") + 0
# Clear of chance at 5% shared out over all pairs (as statistics/claims.hpp).
looks = (last + 1) * last / 2.0
wider = looks > 1 ? invnorm(1 - 0.025 / looks) / 1.959963984540054 : 1
clear_ = best > 0 && best != worst && AT30[best] - AT30[worst] > wider * sqrt((AT30[best] - LOW[best])**2 + (HIGH[worst] - AT30[worst])**2)
stats table using "day" nooutput name "D"
if (best == 0) { headline = sprintf("No first truce of these points is followed for 30 days: the longest for %d", D_max) } else { \
if (!clear_) { headline = sprintf("No difference between these points is clear of chance: %.0f%% to %.0f%% of first truces pass 30 days", 100*AT30[worst], 100*AT30[best]) } else { \
if (varying > 1) { headline = sprintf("%.0f%% of first truces pass 30 days at point %d, %.0f%% at point %d: %d parameters differ between them", 100*AT30[best], best-1, 100*AT30[worst], worst-1, varying) } else { \
headline = sprintf("%.0f%% of first truces pass 30 days where %s is %.3g, %.0f%% where it is %.3g", 100*AT30[best], parameter, VALUE[best], 100*AT30[worst], VALUE[worst]) } } }
reading = sprintf("Kaplan-Meier; thin lines: 95%% intervals. The first %d of %d points.", last+1, points).(best > 0 ? sprintf(" n = %d and %d first truces in the highest and the lowest.", N[best], N[worst]) : "")
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
