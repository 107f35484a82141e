# What is each party called, and in which colour does parley draw it?  `folder`: of runs; fills what style.gp declares.
set table $parties_read
plot folder."/parties.csv" using (party_rows = party_rows + 1, PARTY[party_rows] = strcol("party"), NAME[party_rows] = strcol("name"), PARTY_COLOUR[party_rows] = strcol("colour"), 0) with table
unset table
