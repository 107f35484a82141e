// How do several experts' judgements of one number become one range?
//
// A judgement is a lowest, a highest and, where it was given, a likeliest value: the triangle on them, or the
// even range. Experts are pooled linearly with equal weights (Stone 1961; Clemen & Winkler 1999): the pool is
// the mean of their distribution functions, so that what one of them holds possible stays possible. Without
// questions whose answers are known there is no ground for other weights (Cooke 1991), and averages of
// experts' quantiles are narrower than their disagreement (Colson & Cooke 2017). The group meets before, as
// in the IDEA protocol (Hemming et al. 2018) or SHELF (Gosling 2018); this is what is done with its last
// round.
//
// A scenario holds a range with a shape: the pool is written as that of the two, even or triangular, whose
// distribution function lies nearer to it (least integrated squared difference). The range is all that the
// pool holds possible; with five experts or more it goes from the pool's own 5% to its 95% point, so that one
// outlier among many does not stretch it. The triangle's peak gives it the pool's mean, as far as a triangle
// can. One expert alone gets back what was said. Where nobody holds the middle possible (a gap within the
// pool) no such range can say what they say: it is told.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace parley {

struct Judgement {
  double low = 0, high = 0;         // low <= high
  std::optional<double> likeliest;  // within them
  double mean() const { return likeliest ? (low + *likeliest + high) / 3 : 0.5 * (low + high); }
};

inline constexpr std::size_t experts_to_trim = 5;
inline constexpr double far_from_pool = 0.1;  // a distance that is told as a warning

struct PooledRange {
  double low = 0, high = 0;
  double centre = 0;  // the triangle's peak; of an even range the pool's mean
  bool triangular = false;
  double distance = 0;   // from the pool: root of the mean squared difference of the functions, 0 to 1
  bool trimmed = false;  // to the pool's 5% and 95% points
  double left_out = 0;   // of the pool's mass, outside the range
  double pool_deviation = 0, deviation = 0;  // of the pool; of the range with its shape
  bool two_minds = false;                    // a gap: values between judgements that nobody holds possible
  bool doubtful() const { return two_minds || distance > far_from_pool; }
};
// Expects at least one judgement.
PooledRange pooled(std::span<const Judgement> judgements);

// The distribution function of a judgement, and of the pool; the least value that the pool is below with a
// chance of p, 0 < p < 1.
double chance_below(const Judgement& judgement, double x);
double chance_below(std::span<const Judgement> pool, double x);
double pool_quantile(std::span<const Judgement> pool, double p);
// The inverse distribution function of a triangle: low <= peak <= high, p from 0 to 1.
double triangle_quantile(double low, double peak, double high, double p);

// Pairs of judgements that have no value in common.
struct Apart {
  std::size_t lower = 0, upper = 0;
};
std::vector<Apart> apart(std::span<const Judgement> judgements);

}  // namespace parley
