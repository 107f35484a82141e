# What happened in one run, day by day?
#   parley run SCENARIO -o DIR --trace days
#   gnuplot -c analysis/gnuplot/timeline.gp DIR picture.png [RUN]
# Deaths by front (stacked), trust of those who sign; green: truce in force.
if (ARGC < 2) { print "usage: gnuplot -c timeline.gp DIR FILE.png|svg|pdf [RUN]"; exit status 2 }
table = ARG1."/days.csv"; file = ARG2
run = ARGC > 2 ? int(ARG3) : 0
height = 700
load system("dirname '".ARG0."'")."/style.gp"
head_ = system("head -1 '".table."' | tr ',' ' '")
folder = ARG1
load here."/parties.gp"
fronts = ""; parties = ""
do for [k=1:words(head_)] {
  name = word(head_, k)
  if (strlen(name) > 7 && name[1:7] eq "deaths_") { fronts = fronts." ".name[8:*] }
}
one = sprintf("< awk -F, 'NR==1 || $1==%d' '%s'", run, table)
stats one using (strcol("phase") eq "truce" ? 1 : 0) nooutput name "T"
if (T_records == 0) { print table.": no days of run ".run; exit status 2 }
# Who signs: the parties to whom a truce is worth something, on a day of truce.
parties = system("awk -F, 'NR==1 {for (i=1; i<=NF; i++) if ($i ~ /^margin_/) name[i] = substr($i, 8); next} $1==".run." {for (i in name) if ($i != \"\") is[i] = 1} END {for (i=1; i<=NF; i++) if (is[i]) printf \"%s \", name[i]}' '".table."'")
if (words(parties) == 0) { parties = system("head -1 '".table."' | tr ',' '\n' | sed -n 's/^trust_//p' | head -5 | tr '\n' ' '") }
stats one using (strcol("phase") eq "truce" ? column("deaths") : NaN) nooutput name "C"
stats one using (strcol("phase") ne "truce" ? column("deaths") : NaN) nooutput name "W"
stats one using "deaths" nooutput name "D"
calm = C_records > 0 ? sprintf("%.0f of %.0f days under truce: %.0f deaths a day on them, %.0f on others", T_sum, T_records, C_mean, W_mean) : sprintf("No truce in %.0f days: %.0f deaths", T_records, D_sum)
stats table using "run" nooutput name "ALL"
first = system(sprintf("awk -F, '$1==%d {print $3; exit}' '%s'", run, table)); last = system(sprintf("awk -F, '$1==%d {d=$3} END {print d}' '%s'", run, table))
set xdata time; set timefmt "%Y-%m-%d"; set format x "%d %b\n%Y"; set xtics nomirror autofreq
set xrange [first:last]
stacked(k) = sum [i=k:words(fronts)] column("deaths_".word(fronts, i))
set style fill solid 1 noborder
headline = calm
reading = sprintf("Run %d of %d: one course of events, no forecast. Green: truce in force.", run, int(ALL_max) + 1)
load here."/words.gp"
set multiplot
set lmargin 9; set rmargin 25
set tmargin at screen top - 0.04; set bmargin at screen 0.52
set ylabel "deaths a day"
set yrange [0:D_max*1.05]
set key spacing 2.2  # names of two lines
plot one using "date":(strcol("phase") eq "truce" ? D_max*1.05 : 0) with fillsteps linecolor "#D5EFE6" notitle, \
     for [k=1:words(fronts)] one using "date":(stacked(k)) with fillsteps linecolor rgb COLOUR[(k-1)%7+1] title halved(system("awk -v front='".word(fronts, k)."' -f '".here."/fronts.awk' '".folder."/manifest.json'"), 22)
unset label 101; unset label 102; unset label 103
set tmargin at screen 0.45; set bmargin at screen 0.1
set key spacing 1
set ylabel "trust in the other camp (0 to 1)"
set yrange [0:1]
plot one using "date":(strcol("phase") eq "truce" ? 1 : 0) with fillsteps linecolor "#D5EFE6" notitle, \
     for [k=1:words(parties)] one using "date":(column("trust_".word(parties, k))) with lines linewidth (2 + 1.2 * (words(parties) - k)) linecolor rgb colour(word(parties, k)) title named(word(parties, k))  # earlier ones wider: who trusts alike shows on both sides
unset multiplot
