// Models whose sensitivities are known in closed form.
#pragma once

#include <cmath>
#include <numbers>
#include <vector>

#include "parley/statistics/design.hpp"

namespace parley::test {

struct StudyModel {
  std::size_t factors = 0;
  double (*at)(const double* unit) = nullptr;
  std::vector<double> first, total;  // analytic Sobol indices
};

// Ishigami & Homma 1990: sin x1 + a sin^2 x2 + b x3^4 sin x1, x in [-pi, pi]^3, a = 7, b = 0.1.
//   V1 = (1 + b pi^4 / 5)^2 / 2, V2 = a^2 / 8, V13 = 8 b^2 pi^8 / 225
inline const StudyModel& ishigami() {
  static const StudyModel model = [] {
    constexpr double a = 7, b = 0.1;
    const double pi4 = std::pow(std::numbers::pi, 4);
    const double v1 = 0.5 * (1 + b * pi4 / 5) * (1 + b * pi4 / 5), v2 = a * a / 8,
                 v13 = 8 * b * b * pi4 * pi4 / 225;
    const double v = v1 + v2 + v13;
    StudyModel m;
    m.factors = 3;
    m.at = [](const double* u) {
      double x[3];
      for (int k = 0; k < 3; ++k) x[k] = -std::numbers::pi + u[k] * 2 * std::numbers::pi;
      const double s = std::sin(x[1]);
      return std::sin(x[0]) + 7 * s * s + 0.1 * x[2] * x[2] * x[2] * x[2] * std::sin(x[0]);
    };
    m.first = {v1 / v, v2 / v, 0};
    m.total = {(v1 + v13) / v, v2 / v, v13 / v};
    return m;
  }();
  return model;
}

inline constexpr double sobol_g_weights[8] = {0, 1, 4.5, 9, 99, 99, 99, 99};

// Sobol's G: product of (|4 x - 2| + a) / (1 + a). With V_k = 1 / (3 (1 + a_k)^2) and V = prod (1 + V_k) - 1:
//   S1_k = V_k / V,  ST_k = V_k prod over others (1 + V_j) / V
inline const StudyModel& sobol_g() {
  static const StudyModel model = [] {
    StudyModel m;
    m.factors = 8;
    m.at = [](const double* u) {
      double y = 1;
      for (int k = 0; k < 8; ++k)
        y *= (std::fabs(4 * u[k] - 2) + sobol_g_weights[k]) / (1 + sobol_g_weights[k]);
      return y;
    };
    double product = 1;
    std::vector<double> v;
    for (const double a : sobol_g_weights) {
      v.push_back(1 / (3 * (1 + a) * (1 + a)));
      product *= 1 + v.back();
    }
    for (const double vk : v) {
      m.first.push_back(vk / (product - 1));
      m.total.push_back(vk * product / (1 + vk) / (product - 1));
    }
    return m;
  }();
  return model;
}

inline std::vector<double> outputs(const StudyModel& model, const Design& design) {
  std::vector<double> y(design.points);
  for (std::size_t i = 0; i < design.points; ++i) y[i] = model.at(design.unit.data() + i * design.factors);
  return y;
}

}  // namespace parley::test
