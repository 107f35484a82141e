# What do all gnuplot figures share?  Loaded by the others: terminal by the end of the file's name, colours (Okabe & Ito 2008).
if (strlen(file) < 5) { print "a picture's name must end in .png, .svg or .pdf"; exit status 2 }
ending = file[strlen(file)-3:*]
width = 840
if (!exists("height")) { height = 500 }
if (ending eq ".svg") { set terminal svg size width,height font "DejaVu Sans,11" background "white" } else { \
if (ending eq ".png") { set terminal pngcairo size width,height font "DejaVu Sans,9" } else { \
if (ending eq ".pdf") { set terminal pdfcairo size width/100.0,height/100.0 font "DejaVu Sans,9" } else { print "a picture's name must end in .png, .svg or .pdf"; exit status 2 } } }
set output file
set datafile separator ","
set datafile columnheaders
set border 3 linecolor "#666666"
set tics nomirror
set grid ytics linecolor "#EEEEEE"
array COLOUR[7] = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#222222"]
# What each party is called and in which colour parley draws it: named(id), colour(id), once parties.csv of a folder of runs is read.
party_rows = 0
array PARTY[250]; array NAME[250]; array PARTY_COLOUR[250]
place(id) = (found_ = 0, sum [i_=1:party_rows] (PARTY[i_] eq id ? found_ = i_ : 0), found_)
named(id) = place(id) > 0 ? NAME[place(id)] : id
colour(id) = place(id) > 0 ? PARTY_COLOUR[place(id)] : "#6b6b6b"
here = system("dirname '".ARG0."'")
set key outside right noenhanced font ",8"
