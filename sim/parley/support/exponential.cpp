#include "parley/support/exponential.hpp"

#include <bit>
#include <cfloat>
#include <cmath>
#include <cstdint>
#include <limits>

#include "parley/support/exponential_tables.hpp"

namespace parley {

static_assert(
    std::numeric_limits<double>::is_iec559 && FLT_EVAL_METHOD == 0,
    "the same bytes everywhere need IEEE double arithmetic without excess precision (on x86: SSE2)");

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double no_number = std::numeric_limits<double>::quiet_NaN();

// log 2 = high + low, high a multiple of 2^-42: a whole number below 2^11 times high is exact.
constexpr double log2_high = 0x1.62e42fefa38p-1, log2_low = 0x1.ef35793c7673p-45;
// (log 2) / 128 likewise.
constexpr double step_high = 0x1.62e42fefcp-8, step_low = -0x1.c610ca86c3899p-44, steps = 0x1.71547652b82fep7;

std::uint64_t bits_of(double x) { return std::bit_cast<std::uint64_t>(x); }
double from_bits(std::uint64_t b) { return std::bit_cast<double>(b); }
// x without the last 27 of its 53 bits: products of two such numbers are exact.
double upper_half(double x) { return from_bits(bits_of(x) & ~((std::uint64_t{1} << 27) - 1)); }
double power_of_two(std::int64_t e) { return from_bits(static_cast<std::uint64_t>(e + 1023) << 52); }

// sum + rest = a + b exactly (Knuth).
struct TwoSum {
  double sum, rest;
  TwoSum(double a, double b) : sum(a + b), rest(0) {
    const double b_part = sum - a;
    rest = (a - (sum - b_part)) + (b - b_part);
  }
};

// x = 2^k m; m inverse - 1 = r + rest exactly, r a multiple of 2^-30 with |r| <= 2^-7 and |rest| < 2^-20;
// log x = k log 2 + c.log + c.rest + log(1 + r + rest).
struct Reduced {
  double k, r, rest;
  const tables::Reciprocal& c;
};

// x positive and finite.
Reduced reduced(double x) {
  std::int64_t scaled = 0;
  if (x < std::numeric_limits<double>::min()) {
    x *= 0x1p52;
    scaled = -52;
  }
  constexpr std::uint64_t lowest = 0x3fe6000000000000;  // 0.6875
  const std::uint64_t b = bits_of(x), above = b - lowest;
  const std::int64_t k = static_cast<std::int64_t>(above) >> 52;
  const std::uint64_t m = b - (static_cast<std::uint64_t>(k) << 52);
  const double high = from_bits((m + (std::uint64_t{1} << 31)) & ~((std::uint64_t{1} << 32) - 1));
  const tables::Reciprocal& c = tables::reciprocals[(above >> 45) % 128];
  return {static_cast<double>(k + scaled), high * c.inverse - 1.0, (from_bits(m) - high) * c.inverse, c};
}

bool positive_and_finite(double x) { return x > 0 && x < infinity; }

}  // namespace

namespace {

inline double exp_of(double x, double rest) {
  // x + rest = k (log 2) / 128 + r. Adding and taking away 1.5 * 2^52 rounds to a whole number.
  constexpr double rounder = 0x1.8p52;
  const double whole = x * steps + rounder - rounder, r = (x - whole * step_high) - whole * step_low + rest;
  const auto k = static_cast<std::int64_t>(whole);
  const tables::PowerOfTwo& t = tables::powers[static_cast<std::size_t>(k & 127)];
  const std::int64_t e = k >> 7;
  const double r2 = r * r;
  const double more = t.rest + r + r2 * (0.5 + r * (1.0 / 6)) + r2 * r2 * (1.0 / 24 + r * (1.0 / 120));
  if (e > -1021 && e < 1023) {
    const double scale = from_bits(bits_of(t.value) + (static_cast<std::uint64_t>(e) << 52));
    return scale + scale * more;
  }
  // Near the ends of what a double can hold the last step is a power of two, which rounds at most once.
  const std::int64_t half = e / 2;
  return (t.value + t.value * more) * power_of_two(half) * power_of_two(e - half);
}

}  // namespace

double scalar_exp(double x, double rest) { return exp_of(x, rest); }

double scalar_exp(double x) {
  if (x > 710) return infinity;
  if (x < -746) return 0;
  return x == x ? exp_of(x, 0) : x;
}

Two scalar_exp(Two x) {
  // As above, step by step, where neither is near the ends.
  constexpr double far = 700, rounder = 0x1.8p52;
  if (!(std::fabs(x[0]) < far && std::fabs(x[1]) < far)) return Two{scalar_exp(x[0]), scalar_exp(x[1])};
  const Two whole = x * steps + rounder - rounder, r = (x - whole * step_high) - whole * step_low + 0.0;
  const auto k0 = static_cast<std::int64_t>(whole[0]), k1 = static_cast<std::int64_t>(whole[1]);
  const tables::PowerOfTwo& t0 = tables::powers[static_cast<std::size_t>(k0 & 127)];
  const tables::PowerOfTwo& t1 = tables::powers[static_cast<std::size_t>(k1 & 127)];
  const Two r2 = r * r;
  const Two more =
      Two{t0.rest, t1.rest} + r + r2 * (0.5 + r * (1.0 / 6)) + r2 * r2 * (1.0 / 24 + r * (1.0 / 120));
  const Two scale{from_bits(bits_of(t0.value) + (static_cast<std::uint64_t>(k0 >> 7) << 52)),
                  from_bits(bits_of(t1.value) + (static_cast<std::uint64_t>(k1 >> 7) << 52))};
  return scale + scale * more;
}

double scalar_log(double x) {
  if (!positive_and_finite(x)) return x == 0 ? -infinity : x < 0 ? no_number : x;
  const auto [k, high, low, c] = reduced(x);
  const double r = high + low, r2 = r * r;
  // log(1 + r) - r; the next term is below 2^-66.
  const double more =
      r2 * ((-1.0 / 2 + r * (1.0 / 3)) +
            r2 * ((-1.0 / 4 + r * (1.0 / 5)) + r2 * ((-1.0 / 6 + r * (1.0 / 7)) + r2 * (-1.0 / 8))));
  return (k * log2_high + c.log + high) + (low + (more + (k * log2_low + c.rest)));  // the first sum is exact
}

double scalar_pow(double base, double exponent) {
  if (exponent == 0 || base == 1) return 1;
  if (!positive_and_finite(base)) {
    if (base == 0 || base == infinity)
      return exponent != exponent ? exponent : (base == 0) == (exponent > 0) ? 0 : infinity;
    return no_number;
  }
  // log base = high + low to about 2^-68 of itself.
  const auto [k, r_high, r_low, c] = reduced(base);
  const double r = r_high + r_low, square = 0.5 * r_high * r_high;  // square is exact
  const TwoSum first(k * log2_high + c.log + r_high, r_low), second(first.sum, -square);
  const double cube =
      r * r * r *
      ((1.0 / 3 + r * (-1.0 / 4)) +
       r * r * ((1.0 / 5 + r * (-1.0 / 6)) + r * r * ((1.0 / 7 + r * (-1.0 / 8)) + r * r * (1.0 / 9))));
  const TwoSum log(second.sum, (first.rest + second.rest) +
                                   ((k * log2_low + c.rest) + (cube - 0.5 * r_low * (r_high + r))));
  // exponent * log = product + rest.
  const double about = exponent * log.sum;
  if (!(std::fabs(about) < 1000)) return about > 0 ? infinity : about < 0 ? 0 : no_number;
  const double e_high = upper_half(exponent), l_high = upper_half(log.sum), product = e_high * l_high;
  return exp_of(product, (exponent - e_high) * l_high + exponent * ((log.sum - l_high) + log.rest));
}

}  // namespace parley
