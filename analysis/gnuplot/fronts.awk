# What a front is called, by the manifest of a folder of runs (its id where it has no name):  awk -v front=ID -f fronts.awk manifest.json
/^  "fronts": \[/ { inside = 1 }
/^  \]/ { inside = 0 }
inside && match($0, /"(id|name)": "/) {
  text = substr($0, RSTART + RLENGTH)
  sub(/",?$/, "", text)
  gsub(/\\"/, "\"", text)
  gsub(/\\\\/, "\\", text)
  if ($0 ~ /"id": "/) here = (text == front)
  else if (here) called = text
}
END { print called == "" ? front : called }
