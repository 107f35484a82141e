// How far are our exp, log, pow, erfc and normal quantile from the truth, and what does a call cost?
//   build/release/tests/accuracy [ARGUMENTS, default 10,000,000]      (built where MPFR is installed)
// The truth is MPFR's, to 90 bits. An ulp is the distance between the neighbouring doubles at the true
// value. The tables that exp and log look up are compared with what they should be.
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <mpfr.h>

#include "parley/support/exponential_tables.hpp"
#include "parley/support/numerics.hpp"
#include "parley/support/random.hpp"

using namespace parley;

namespace {

class Number {
 public:
  explicit Number(mpfr_prec_t bits) { mpfr_init2(v, bits); }
  Number(const Number&) = delete;
  Number& operator=(const Number&) = delete;
  ~Number() { mpfr_clear(v); }
  mpfr_t v;
};

double ulp_at(double x) {
  const double y = std::fabs(x);
  return std::isinf(y) ? std::numeric_limits<double>::max() : std::nextafter(y, 2 * y + 1) - y;
}

// Distance between a result and the truth in ulps.
double miss(double result, const Number& truth, Number& work) {
  const double nearest = mpfr_get_d(truth.v, MPFR_RNDN);
  if (std::isinf(nearest) || std::isinf(result))
    return nearest == result ? 0 : std::numeric_limits<double>::infinity();
  mpfr_d_sub(work.v, result, truth.v, MPFR_RNDN);
  mpfr_div_d(work.v, work.v, ulp_at(nearest), MPFR_RNDN);
  return std::fabs(mpfr_get_d(work.v, MPFR_RNDN));
}

struct Arguments {
  double x, y;
};

struct Function {
  std::string name;
  double allowed;  // ulps
  std::function<Arguments(Stream&, bool)>
      draw;  // from all that a double holds, or (true) from where it is used
  std::function<double(const Arguments&)> ours, theirs;  // theirs: the standard library's, or none
  // Error in ulps of a result.
  std::function<double(const Arguments&, double, Number&, Number&, Number&)> error;
};

std::vector<Function> functions() {
  const auto between = [](Stream& s, double low, double high) { return low + (high - low) * s.uniform(); };
  std::vector<Function> list;
  list.push_back({"exp", 1,
                  [=](Stream& s, bool usual) -> Arguments {
                    return {usual ? between(s, -5, 5) : between(s, -745, 709.7), 0};
                  },
                  [](const Arguments& a) { return scalar_exp(a.x); },
                  [](const Arguments& a) { return std::exp(a.x); },
                  [](const Arguments& a, double r, Number& t, Number& w, Number&) {
                    mpfr_set_d(t.v, a.x, MPFR_RNDN);
                    mpfr_exp(t.v, t.v, MPFR_RNDN);
                    return miss(r, t, w);
                  }});
  list.push_back({"log", 1,
                  [=](Stream& s, bool usual) -> Arguments {
                    return {usual ? 1 + between(s, -1, 1) * std::exp2(-std::floor(between(s, 0, 40)))
                                  : std::exp2(between(s, -1074, 1024)),
                            0};
                  },
                  [](const Arguments& a) { return scalar_log(a.x); },
                  [](const Arguments& a) { return std::log(a.x); },
                  [](const Arguments& a, double r, Number& t, Number& w, Number&) {
                    mpfr_set_d(t.v, a.x, MPFR_RNDN);
                    mpfr_log(t.v, t.v, MPFR_RNDN);
                    return miss(r, t, w);
                  }});
  list.push_back({"pow", 8,
                  [=](Stream& s, bool usual) -> Arguments {
                    if (usual) return {s.uniform(), between(s, -5, 5)};
                    const double base =
                        s.chance(0.5) ? std::exp2(between(s, -1074, 1024))
                                      : 1 + between(s, -1, 1) * std::exp2(-std::floor(between(s, 0, 40)));
                    return {base, between(s, -745, 709.7) / std::log(base)};
                  },
                  [](const Arguments& a) { return scalar_pow(a.x, a.y); },
                  [](const Arguments& a) { return std::pow(a.x, a.y); },
                  [](const Arguments& a, double r, Number& t, Number& w, Number& u) {
                    mpfr_set_d(t.v, a.x, MPFR_RNDN);
                    mpfr_set_d(u.v, a.y, MPFR_RNDN);
                    mpfr_pow(t.v, t.v, u.v, MPFR_RNDN);
                    return miss(r, t, w);
                  }});
  list.push_back({"erfc", 8,
                  [=](Stream& s, bool usual) -> Arguments {
                    return {usual ? between(s, -3, 3) : between(s, -6, 27.2), 0};
                  },
                  [](const Arguments& a) { return scalar_erfc(a.x); },
                  [](const Arguments& a) { return std::erfc(a.x); },
                  [](const Arguments& a, double r, Number& t, Number& w, Number&) {
                    mpfr_set_d(t.v, a.x, MPFR_RNDN);
                    mpfr_erfc(t.v, t.v, MPFR_RNDN);
                    return miss(r, t, w);
                  }});
  list.push_back({"normal quantile", 8,
                  [=](Stream& s, bool usual) -> Arguments {
                    return {usual ? s.uniform() : std::exp2(between(s, -1022, -1)), 0};
                  },
                  [](const Arguments& a) { return normal_quantile(a.x); }, nullptr,
                  // One step of Newton's from the result z: (P(z) - p) / density(z) is how far it is off.
                  [](const Arguments& a, double z, Number& t, Number& w, Number& u) {
                    mpfr_set_d(t.v, -z, MPFR_RNDN);
                    mpfr_set_ui(u.v, 2, MPFR_RNDN);
                    mpfr_sqrt(u.v, u.v, MPFR_RNDN);
                    mpfr_div(t.v, t.v, u.v, MPFR_RNDN);  // -z / sqrt 2
                    mpfr_erfc(w.v, t.v, MPFR_RNDN);
                    mpfr_div_ui(w.v, w.v, 2, MPFR_RNDN);
                    mpfr_sub_d(w.v, w.v, a.x, MPFR_RNDN);  // P(z) - p
                    mpfr_sqr(t.v, t.v, MPFR_RNDN);
                    mpfr_neg(t.v, t.v, MPFR_RNDN);
                    mpfr_exp(t.v, t.v, MPFR_RNDN);  // density times sqrt(2 pi)
                    mpfr_const_pi(u.v, MPFR_RNDN);
                    mpfr_mul_ui(u.v, u.v, 2, MPFR_RNDN);
                    mpfr_sqrt(u.v, u.v, MPFR_RNDN);
                    mpfr_mul(w.v, w.v, u.v, MPFR_RNDN);
                    mpfr_div(w.v, w.v, t.v, MPFR_RNDN);
                    mpfr_div_d(w.v, w.v, ulp_at(z), MPFR_RNDN);
                    return std::fabs(mpfr_get_d(w.v, MPFR_RNDN));
                  }});
  return list;
}

double nanoseconds(const std::vector<Arguments>& a, const std::function<double(const Arguments&)>& f) {
  double best = std::numeric_limits<double>::infinity();
  for (int round = 0; round < 5; ++round) {
    double sum = 0;
    const auto start = std::chrono::steady_clock::now();
    for (const Arguments& x : a) sum += f(x);
    best = std::min(
        best, std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - start).count());
    volatile const double kept = sum;  // so that no call is left out
    static_cast<void>(kept);
  }
  return best / static_cast<double>(a.size());
}

// Whether the tables are what 200 bits say.
bool tables_hold() {
  Number a(200), b(200), work(200);
  bool right = true;
  for (std::size_t i = 0; i < 128; ++i) {
    const auto& t = tables::powers[i];
    mpfr_set_ui(a.v, static_cast<unsigned long>(i), MPFR_RNDN);
    mpfr_div_ui(a.v, a.v, 128, MPFR_RNDN);
    mpfr_exp2(a.v, a.v, MPFR_RNDN);
    right = right && mpfr_get_d(a.v, MPFR_RNDN) == t.value;
    mpfr_div_d(a.v, a.v, t.value, MPFR_RNDN);
    mpfr_sub_ui(a.v, a.v, 1, MPFR_RNDN);
    right = right && miss(t.rest, a, work) <= 0.51;
    const auto& r = tables::reciprocals[i];
    mpfr_set_d(b.v, r.inverse, MPFR_RNDN);
    mpfr_log(b.v, b.v, MPFR_RNDN);
    mpfr_neg(b.v, b.v, MPFR_RNDN);
    mpfr_sub_d(b.v, b.v, r.log, MPFR_RNDN);
    right = right && miss(r.rest, b, work) <= 0.51 && std::fabs(r.rest) <= 0x1p-43;
  }
  return right;
}

}  // namespace

int main(int argc, char** argv) {
  const auto n = static_cast<std::uint32_t>(argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 10000000UL);
  bool within = tables_hold();
  fmt::print("tables of exp and log: {}\n{:<16} {:>9} {:>9} {:>12} {:>12}   at\n",
             within ? "as MPFR has them" : "WRONG", "function", "max ulp", "allowed", "ns a call", "ns std");
  Number t(90), w(90), u(90);
  std::uint32_t entity = 0;
  for (const Function& f : functions()) {
    Stream draws({1, 0, 0}, 0, entity++, 0);
    double worst = 0;
    Arguments at{};
    std::vector<Arguments> usual;
    for (std::uint32_t i = 0; i < n; ++i) {
      const bool everyday = i % 2 == 1;
      const Arguments a = f.draw(draws, everyday);
      if (everyday && usual.size() < 100000) usual.push_back(a);
      const double e = f.error(a, f.ours(a), t, w, u);
      if (!(e <= worst)) {
        worst = e;
        at = a;
      }
    }
    within = within && worst <= f.allowed;
    fmt::print("{:<16} {:>9.3f} {:>9} {:>12.1f} {:>12}   {:.17g} {:.17g}\n", f.name, worst, f.allowed,
               nanoseconds(usual, f.ours),
               f.theirs ? fmt::format("{:.1f}", nanoseconds(usual, f.theirs)) : "-", at.x, at.y);
    std::fflush(stdout);
  }
  return within ? 0 : 1;
}
