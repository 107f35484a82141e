// Linear algebra whose results are the same on every processor
//
// Eigen without vector instructions and without threads, so that sums keep one order whatever the width of a
// lane. Its blocked algorithms (LLT, PartialPivLU, products of large matrices) shape their blocks by the
// processor's caches and are left alone: FullPivLU, LDLT and the QR decompositions with pivots work vector by
// vector.
#pragma once

#ifdef EIGEN_WORLD_VERSION
#error "include parley/support/linear.hpp instead of Eigen's headers"
#endif
#define EIGEN_DONT_VECTORIZE
#define EIGEN_DONT_PARALLELIZE
#define EIGEN_MPL2_ONLY

#include <Eigen/Cholesky>
#include <Eigen/LU>
#include <Eigen/QR>

namespace parley {

using Matrix = Eigen::MatrixXd;  // column by column
using Vector = Eigen::VectorXd;

}  // namespace parley
