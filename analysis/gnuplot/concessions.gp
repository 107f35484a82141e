# What does each party ask for, round after round?
#   parley run SCENARIO -o DIR --trace offers
#   gnuplot -c analysis/gnuplot/concessions.gp DIR picture.png [RUN]
# Up to the first deal of one run; dashed: what the party expects without a deal.
if (ARGC < 2) { print "usage: gnuplot -c concessions.gp DIR FILE.png|svg|pdf [RUN]"; exit status 2 }
table = ARG1."/offers.csv"; file = ARG2
run = ARGC > 2 ? int(ARG3) : 0
load system("dirname '".ARG0."'")."/style.gp"
# The first seven columns of offers.csv are never quoted: run,meeting,day,date,round,kind,who
parties = system("awk -F, '$1==".run." && $6==\"offer\" && !s[$7]++ {print $7}' '".table."'")
if (words(parties) == 0) { print table.": run ".run." has no offers"; exit status 2 }
folder = ARG1
load here."/parties.gp"
# The agreement that was signed: one that nobody refused in the same meeting.
deal = system("awk -F, '$1==".run." && $6==\"agree\" {k=$2*1000+$5; d=$4; m=$2; found=1} $1==".run." && $6==\"refuse\" && found && $2==m {found=0} $1==".run." && found && $2!=m {exit} END {if (found) print k, d}' '".table."'")
until = words(deal) > 0 ? int(word(deal, 1)) : 1e9
order(m, r) = m * 1000 + r
stats table using (column("run") == run && order(column("meeting"), column("round")) <= until ? column("round") : NaN) nooutput name "R"
step(m, r) = m * R_max + r
shown(k) = column("run") == run && strcol("kind") eq "offer" && strcol("who") eq word(parties, k) && order(column("meeting"), column("round")) <= until
told = ""
array LAST[words(parties)]
do for [k=1:words(parties)] {
  stats table using (shown(k) ? column("own_utility") : NaN) nooutput name "U"
  agreed = words(deal) > 0 ? real(system("awk -F, -v party=".word(parties, k)." -v run=".run." -v at=".sprintf("%.0f", until)." -f '".here."/cells.awk' -f '".here."/agreed.awk' '".table."'")) : U_min
  LAST[k] = agreed
  told = told.sprintf("%s%s %.2f", k > 1 ? ", " : "", named(word(parties, k)), U_max - agreed)
}
stats table using "run" nooutput name "ALL"
runs = int(ALL_max) + 1
headline = (words(deal) > 0 ? "They agree".(words(deal) > 1 ? " on ".word(deal, 2) : "") : "No agreement")." after giving up (utility): ".told
reading = sprintf("Run %d of %d. Lines: what a party asks for, in its own utility; dashed: what it expects without a deal.", run, runs)
load here."/words.gp"
set tmargin at screen top - 0.04
set xlabel "round of offers, by meeting"
set ylabel "utility of its own offers to the party (0 to 1)"
starts = system("awk -F, '$1==".run." && ($2*1000+$5)<=".sprintf("%.0f", until)." && !s[$2]++ {print $2*".sprintf("%.0f", R_max)."+1, $4 == \"\" ? \"meeting\" : $4}' '".table."'")
set xtics () 
every = ceil(words(starts) / 2 / 8.0) # dates side by side, not over one another
do for [k=1:words(starts)/2:int(every)] { set xtics add (word(starts, 2*k) word(starts, 2*k-1)) }
set bmargin 4.5
rows(k, column) = sprintf("< awk -F, '$1==%d && $6==\"offer\" && $7==\"%s\" && ($2*1000+$5)<=%.0f {print $2*%.0f+$5, $%d}' '%s'", run, word(parties, k), until, R_max, column, table)
set datafile separator whitespace; unset datafile columnheaders
plot for [k=1:words(parties)] rows(k, 8) using 1:2 with linespoints linewidth 2 pointtype 7 pointsize 0.5 linecolor rgb colour(word(parties, k)) title sprintf("%s %.2f", named(word(parties, k)), LAST[k]), \
     for [k=1:words(parties)] rows(k, 9) using 1:2 with lines dashtype 2 linecolor rgb colour(word(parties, k)) title named(word(parties, k))." without a deal"
