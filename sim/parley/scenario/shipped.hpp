// Which of the scenarios, texts and studies that come with Parley is meant by a name?
//
// A folder of data holds `scenarios/`, laid out as in the source tree. Names are the files' below it, without
// ending: "geneva-2016", "textbook/rubinstein", "deals/dayton-1995". Nothing is ever written there.
#pragma once

#include <string>
#include <vector>

namespace parley {

// The folder of data that belongs to a program or module of this path: ../share/parley beside its folder
// where it is installed, or the source tree that it was built in. Empty where there is none.
std::string data_folder_of(const std::string& program);

// All names, in order; none where `data` is empty.
std::vector<std::string> shipped_names(const std::string& data);

// The file that is meant: `named` itself where it is a file, else the one of `data` of that name; its ending,
// and `scenarios/` before it, may be there or not, and its folder may be left out. Empty where there is none.
std::string named_file(const std::string& data, const std::string& named);

// What to look at where there is no such file, in words.
std::string near_names(const std::string& data, const std::string& named);

}  // namespace parley
