# Where do the words of a figure go?  `headline`: what it says; `reading`: how to read it and n; `table`: where the numbers are from.
back(s, n) = n < 2 ? 90 : s[n:n] eq " " ? n : back(s, n-1)
broken(s) = strlen(s) <= 104 ? s : s[1:back(s, 104)]."\n".broken(s[back(s, 104)+1:*])
cut_(s, n, most) = n < 2 ? most : s[n:n] eq " " ? n : cut_(s, n-1, most)
halved(s, n) = strlen(s) <= n ? s : s[1:cut_(s, n, n)]."\n".halved(s[cut_(s, n, n)+1:*], n)
# Runs that were asked for and are not there, where a manifest tells (of a study's tables parley export says it).
missing_ = system("f=\"$(dirname '".table."')/manifest.json\"; [ -f \"$f\" ] && ! grep -q '\"status\": *\"complete\"' \"$f\" && sed -n 's/.*\"replicates\": *\\([0-9]*\\).*/NOT COMPLETE: not all of \\1 runs. /p' \"$f\"")
headline = missing_.headline
rows_ = strlen(headline) <= 104 ? 1 : 2
set label 101 broken(headline) at screen 0.012,0.965 left font ":Bold" noenhanced
set label 102 reading at screen 0.012,0.965 - 0.043 * rows_ * 500.0 / height left font ",8" textcolor "#444444" noenhanced
named = system("echo '".table."' | sed 's#.*/\\([^/]*/[^/]*\\)$#\\1#'")
set label 103 "Source: ".named at screen 0.012,0.02 left font ",7" textcolor "#707070" noenhanced
top = 0.965 - 0.043 * (rows_ + 1) * 500.0 / height
