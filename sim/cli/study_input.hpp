// How do words of the command line and a study file become a study?
#pragma once

#include "common.hpp"
#include "parley/study/sweep.hpp"

namespace parley::cli {

// As given; each stands for a key of the study file.
struct StudyWords {
  std::vector<std::string> vary, set;
  std::string design, points, replicates, seed, precision, uncertain;
  bool independent = false, rounds = false;
  bool empty() const {
    return vary.empty() && set.empty() && design.empty() && points.empty() && replicates.empty() &&
           seed.empty() && precision.empty() && uncertain.empty() && !independent && !rounds;
  }
};
void add_study_options(boost::program_options::options_description& options, StudyWords& words);

// The study that one file (a study, or a scenario) and these words describe; nothing after every problem was
// printed. Points are not loaded yet.
std::optional<Sweep> sweep_or_complain(const std::string& command,
                                       const boost::program_options::variables_map& given,
                                       const StudyWords& words, StudyOrigin& origin);

}  // namespace parley::cli
