#include "parley/support/random.hpp"

#include <cassert>

#include <Random123/philox.h>

#include "parley/support/numerics.hpp"

namespace parley {

void Stream::skip(std::uint32_t numbers) {
  assert(used_ == 4);
  counter_[0] += numbers / 2;  // a block holds two
  if (numbers % 2 == 1) bits();
}

void Stream::next_block() {
  r123::Philox4x32 philox;
  const auto out = philox(r123::Philox4x32::ctr_type{{counter_[0], counter_[1], counter_[2], counter_[3]}},
                          r123::Philox4x32::key_type{{key_[0], key_[1]}});
  for (std::size_t i = 0; i < 4; ++i) block_[i] = out[i];
  ++counter_[0];
  used_ = 0;
}

std::uint32_t Stream::below(std::uint32_t n) {
  return static_cast<std::uint32_t>(((bits() >> 32) * n) >> 32);
}

double Stream::normal() { return normal_quantile(uniform()); }

double Stream::exponential() { return -scalar_log(uniform()); }

int Stream::poisson(double mean) {
  int total = 0;
  for (; mean > 200.0; mean -= 200.0) total += poisson(200.0);
  double p = scalar_exp(-mean);
  double u = uniform();
  int count = 0;
  while (u > p && count < 2000) {
    u -= p;
    ++count;
    p *= mean / count;
  }
  return total + count;
}

int Stream::negative_binomial(double mean, double clustering) {
  if (mean <= 0.0) return 0;
  if (clustering <= 1.0) return poisson(mean);
  // Sums of negative binomials with the same clustering are negative binomial: large means are split.
  int total = 0;
  for (; mean > 200.0; mean -= 200.0) total += negative_binomial(200.0, clustering);
  const double success = 1.0 / clustering;
  const double size = mean / (clustering - 1.0);
  double p = scalar_exp(size * scalar_log(success));
  double u = uniform();
  int count = 0;
  while (u > p && count < 20000) {
    u -= p;
    p *= (size + count) / (count + 1.0) * (1.0 - success);
    ++count;
  }
  return total + count;
}

}  // namespace parley
