# How do runs end, over the values of a swept parameter?
#   parley export STUDY.db -o runs.csv
#   parley export STUDY.db -t titles -o titles.csv
#   gnuplot -c analysis/gnuplot/shares.gp runs.csv picture.png titles.csv [PARAMETER]
# For a grid or a list of values. Bars: 95% intervals (Wilson).
if (ARGC < 3) { print "usage: gnuplot -c shares.gp runs.csv FILE.png|svg|pdf titles.csv [PARAMETER]"; exit status 2 }
table = ARG1; file = ARG2
load system("dirname '".ARG0."'")."/style.gp"
figure = "shares"; titles = ARG3; parameter = ARGC > 3 ? ARG4 : ""
load here."/titles.gp"
load here."/number.gp"
outcomes = "holding collapsed deadlock breakdown defeat"
array TONE[5] = ["#009E73", "#E69F00", "#CC79A7", "#D55E00", "#222222"]
# Runs at each value; then the share of each outcome, as a table outcome by outcome.
set yrange [-1:1e12]
set table $count; plot table using (column(parameter)):(1) smooth frequency; unset table
marks = 0
do for [k=1:|$count|] { if (words($count[k]) == 3) { marks = marks + 1 } }
array VALUE[marks]; array RUNS[marks]; array SHARE[5*marks]
at = 0; all = 0
do for [k=1:|$count|] { if (words($count[k]) == 3) { at = at + 1; VALUE[at] = real(word($count[k], 1)); RUNS[at] = real(word($count[k], 2)); all = all + RUNS[at] } }
z = 1.959963984540054
centre(p, n) = (p + z*z/(2*n)) / (1 + z*z/n)
half(p, n) = z * sqrt(p*(1-p)/n + z*z/(4*n*n)) / (1 + z*z/n)
low(p, n) = p <= 0 ? 0 : centre(p, n) - half(p, n)
high(p, n) = p >= 1 ? 1 : centre(p, n) + half(p, n)
do for [o=1:5] {
  set table $share; plot table using (column(parameter)):(strcol("outcome") eq word(outcomes, o) ? 1 : 0) smooth unique; unset table
  at = 0
  do for [k=1:|$share|] { if (words($share[k]) == 3) { at = at + 1; SHARE[(o-1)*marks+at] = real(word($share[k], 2)) } }
}
share(o, k) = SHARE[(o-1)*marks+k]
shown = 4; do for [k=1:marks] { if (share(5, k) > 0) { shown = 5 } }
set datafile separator whitespace; unset datafile columnheaders
reading = sprintf("n = %d runs, %d at each mark; bars: 95%% intervals (Wilson).", all, RUNS[1])
load here."/words.gp"
set tmargin at screen top - 0.04
set xlabel called noenhanced
set ylabel "share of runs"; set yrange [-0.02:1.02]
set bmargin 4.5
set samples marks
plot for [o=1:shown] [k=1:marks] '+' using (VALUE[int($0)+1]):(share(o, int($0)+1)):(low(share(o, int($0)+1), RUNS[int($0)+1])):(high(share(o, int($0)+1), RUNS[int($0)+1])) with yerrorlines linewidth 2 pointtype 7 pointsize 0.5 linecolor rgb TONE[o] title sprintf("%s %.0f%%", word(outcomes, o), 100*share(o, marks))
