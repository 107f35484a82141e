// How often was the heap asked for memory? Counted by an operator new of the benchmarks' own.
#pragma once

namespace parley::bench {

long allocations();

}  // namespace parley::bench
