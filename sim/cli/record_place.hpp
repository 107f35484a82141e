// Where does a record stand, and where is it noted what was played of it?
//
// In log.csv of its own folder; but nothing is written to what comes with the program.
#pragma once

#include <string>
#include <vector>

#include "parley/questions/record/log.hpp"

namespace parley::cli {

struct RecordPlace {
  std::string folder;
  std::string log;       // the file that runs are noted in; empty where there is none to be had
  bool shipped = false;  // it came with the program: `log` goes on where the folder's own log.csv ends
};

// A file of a folder.
std::string in(const std::string& folder, const char* name);

// Of a folder of the record, or one of scenarios that holds a record; `scenarios/record`, where there is none
// in the working folder, is the one that came with the program.
RecordPlace record_place(const std::string& named);

// The user's own log of runs of the record that came with the program, $XDG_STATE_HOME/parley/record-log.csv
// (by default in ~/.local/state); empty where neither that nor HOME is set.
std::string own_log();

// All that was played, by the folder's log and by the user's own.
std::vector<LogRow> log_of(const RecordPlace& place, Diagnostics& diagnostics);
// Writes what is to be noted of all that was played; `done`, or another exit code after it was said why.
int kept_in(const RecordPlace& place, const std::vector<LogRow>& log);

}  // namespace parley::cli
