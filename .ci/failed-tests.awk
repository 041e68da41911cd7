# Tells which tests failed, from a report in xUnit.net's format (https://xunit.net/docs/format-xml-v2): the name, what is wrong, where, and the end of what the
# test's own server and the test wrote. For people, so each part is cut to a size.
BEGIN {
  RS = "<"          # one record for each tag: its attributes, ">", and the text after it
  most = 20         # told in full; of the others only the name
  longest = 400     # of one line
}

function attribute(name) {
  return match($0, " " name "=\"[^\"]*\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : ""
}

function plain(text) {
  gsub(/&lt;/, "<", text)
  gsub(/&gt;/, ">", text)
  gsub(/&quot;/, "\"", text)
  gsub(/&apos;/, "'", text)
  gsub(/&#x[dD];|\r/, "", text)
  gsub(/&#x[aA];/, "\n", text)
  gsub(/\\"/, "\"", text)
  gsub(/\\\\/, "\\", text)
  gsub(/&amp;/, "\\&", text)
  return text
}

# The first lines of what a tag holds, or the last ones where the number is negative.
function show(title, record, number,    lines, count, from, to, i) {
  sub(/^[^>]*>/, "", record)
  count = split(plain(record), lines, "\n")
  while (count > 0 && lines[count] ~ /^[ \t]*$/) count--
  if (count == 0) return
  from = number < 0 && count > -number ? count + number + 1 : 1
  to = number > 0 && count > number ? number : count
  if (title != "") print "  " title
  if (from > 1) print "    …"
  for (i = from; i <= to; i++) print "    " substr(lines[i], 1, longest)
  if (to < count) print "    …"
}

function begin(name) {
  isTold = ++failures <= most
  output = ""
  print "\nFAILED  " plain(name)
}

/^test / && attribute("result") == "Fail" { begin(attribute("name")) }
/^error / { begin(attribute("type") " " attribute("name")) }
/^message/ && isTold { show("", $0, 20) }
/^stack-trace/ && isTold { show("at", $0, 20) }
/^output/ && isTold { output = $0 }
/^\/(test|error)>/ && isTold { show("said before", output, -20); isTold = 0 }
