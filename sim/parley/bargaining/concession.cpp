#include "parley/bargaining/concession.hpp"

#include <algorithm>

#include "parley/support/numerics.hpp"

namespace parley {

double Scope::demand(const Aspiration& a) const {
  const double least = std::min(std::max(floor(), a.floor), best);
  return std::min(std::max(least + a.share * (best - least) - a.tolerance, least), best);
}

double share_asked(Curve curve, double exponent, double start, double time) {
  const double t = unit(time);
  switch (curve) {
    case Curve::polynomial:
      break;
    case Curve::exponential:
      return start * (scalar_exp(scalar_pow(1.0 - t, exponent)) - 1.0) / (scalar_exp(1.0) - 1.0);
    case Curve::exponential_1998:
      return 1.0 - scalar_exp(scalar_pow(1.0 - t, exponent) * scalar_log(1.0 - start));
  }
  return start * (1.0 - scalar_pow(t, exponent));
}

Aspiration aspiration(const TimeDependent& b, double time) {
  return {share_asked(b.curve, b.exponent, b.start, time), b.floor ? b.floor->value : 0.0, b.tolerance};
}

}  // namespace parley
