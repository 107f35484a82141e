# How long do first truces last, by the values of a parameter?
#   parley export STUDY.db -t survival_groups -o groups.csv
#   parley export STUDY.db -t titles -o titles.csv
#   gnuplot -c analysis/gnuplot/survival.gp groups.csv picture.png titles.csv [PARAMETER]
# The curve of each group of values of PARAMETER (else the first one) over all points, as the title and the report have it; thin: 95% interval.
if (ARGC < 3) { print "usage: gnuplot -c survival.gp survival_groups.csv FILE.png|svg|pdf titles.csv [PARAMETER]"; exit status 2 }
table = ARG1; file = ARG2
load system("dirname '".ARG0."'")."/style.gp"
if (system("head -1 '".table."' | cut -d, -f1-3") ne "parameter,group,values") { print table.": not the table of groups (parley export STUDY.db -t survival_groups -o groups.csv)"; exit status 2 }
figure = "survival"; titles = ARG3; parameter = ARGC > 3 ? ARG4 : ""
load here."/titles.gp"
mine(k) = strcol("parameter") eq parameter && column("group") == k
stats table using (strcol("parameter") eq parameter ? column("group") : NaN) nooutput name "G"
last = int(G_max) < 5 ? int(G_max) : 5
array VALUES[6]; array N[6]
all = 0
do for [k=0:last] {
  N[k+1] = 0
  stats table using (mine(k) ? (VALUES[k+1] = strcol("values"), N[k+1] = column("truces")) : NaN) nooutput name "V"
  all = all + N[k+1]
}
stats table using (strcol("parameter") eq parameter ? column("day") : NaN) nooutput name "D"
reading = sprintf("By ".called.". Kaplan-Meier; thin lines: 95%% intervals. n = %d first truces%s.", all, int(G_max) > last ? sprintf(" of the first %d of %d values", last + 1, int(G_max) + 1) : "")
load here."/words.gp"
set tmargin at screen top - 0.04
set xlabel "days since signature"
set ylabel "share of first truces still in force"
set yrange [0:1.02]; set format y "%.1f"
set xrange [0:D_max]
set key outside right noenhanced
set bmargin 4.5
curve(k, name) = mine(k) ? column(name) : NaN
plot for [k=0:last] table using (curve(k, "day")):(column("survival")) with steps linewidth 2 linecolor rgb COLOUR[k+1] title sprintf("%s (n=%d)", VALUES[k+1], N[k+1]), \
     for [k=0:last] table using (curve(k, "day")):(column("low")) with steps linewidth 0.5 linecolor rgb COLOUR[k+1] notitle, \
     for [k=0:last] table using (curve(k, "day")):(column("high")) with steps linewidth 0.5 linecolor rgb COLOUR[k+1] notitle
