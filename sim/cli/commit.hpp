// Of which state of the sources is this program?
#pragma once

namespace parley::cli {

// The last commit that changed the model (sim/parley), "+changes" behind it where files differed from it when
// this was built; "unknown" where the sources were no clone. Written anew at each build (commit.cmake).
extern const char* const model_commit;

}  // namespace parley::cli
