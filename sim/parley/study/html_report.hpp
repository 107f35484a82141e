// How is a study, or a folder of runs, told as one page that opens without network?
//
// The page is made of the same findings as the text reports, and of one run played again. The same study
// gives the same bytes.
#pragma once

#include <filesystem>
#include <string>

#include "parley/study/findings.hpp"

namespace parley {

// `file`: as the user named it. Throws StoreError.
std::string study_page(Store& store, const Sweep& sweep, const Findings& findings, const std::string& file);

// A folder that 'parley run ... -o DIR' wrote. Throws FolderError.
std::string runs_page(const std::filesystem::path& folder);

}  // namespace parley
