// Identifiers: what is a front cannot be taken for a party.
#include "parley/scenario/ids.hpp"

#include <doctest/doctest.h>

#include "parley/support/grid.hpp"

using namespace parley;

namespace {

template <class A, class B>
concept comparable = requires(A a, B b) {
  a == b;
};
template <class A, class B>
concept ordered = requires(A a, B b) {
  a < b;
};
template <class A, class B>
concept assignable = requires(A a, B b) {
  a = b;
};
template <class Table, class... Key>
concept addressed_by = requires(Table table, Key... key) {
  table(key...);
};
template <class List, class Key>
concept listed_by = requires(List list, Key key) {
  list[key];
};
template <class A, class B>
concept summed = requires(A a, B b) {
  a + b;
};

// Ids of two kinds are neither made of, nor set to, nor compared with each other; nor with numbers.
template <class A, class B>
constexpr bool apart = !std::is_constructible_v<A, B> && !std::is_convertible_v<A, B> && !assignable<A&, B> &&
                       !comparable<A, B> && !ordered<A, B>;
static_assert(apart<FrontId, BlocId> && apart<BlocId, FrontId>);
static_assert(apart<FrontId, ContestId> && apart<BlocId, ContestId> && apart<ContestId, BlocId>);
static_assert(!std::is_convertible_v<std::size_t, FrontId> && !std::is_convertible_v<FrontId, std::size_t>);
static_assert(!std::is_convertible_v<int, FrontId> && !assignable<FrontId&, int>);
static_assert(!comparable<FrontId, std::size_t> && !summed<FrontId, FrontId> && !summed<FrontId, int>);
static_assert(std::is_constructible_v<FrontId, std::size_t> && comparable<FrontId, FrontId>);

// A table takes its rows and columns in their order only, and a list the ids of its kind only.
using Sides = Grid<FrontId, BlocId, double>;
static_assert(addressed_by<Sides, FrontId, BlocId>);
static_assert(!addressed_by<Sides, BlocId, FrontId> && !addressed_by<Sides, FrontId, FrontId>);
static_assert(!addressed_by<Sides, std::size_t, std::size_t>);
static_assert(listed_by<ListBy<FrontId, int>, FrontId> && listed_by<SpanBy<FrontId, int>, FrontId>);
static_assert(!listed_by<ListBy<FrontId, int>, BlocId> && !listed_by<ListBy<FrontId, int>, std::size_t> &&
              !listed_by<ListBy<FrontId, int>, int>);
static_assert(!listed_by<SpanBy<FrontId, int>, BlocId> && !listed_by<SpanBy<FrontId, int>, std::size_t>);

// An id costs what its number costs.
static_assert(sizeof(FrontId) == sizeof(std::size_t) && std::is_trivially_copyable_v<FrontId>);

}  // namespace

TEST_SUITE("ids") {
  TEST_CASE("every pair of a row and a column has a cell of its own, in the order of rows") {
    Sides sides(2, 3, 0.5);
    double next = 0;
    for (const FrontId f : sides.rows())
      for (const BlocId b : sides.columns()) {
        CHECK(sides(f, b) == 0.5);
        sides(f, b) = next++;
      }
    CHECK(next == 6);
    for (std::size_t i = 0; i < 6; ++i) CHECK(sides.cells()[i] == static_cast<double>(i));
    CHECK(sides.row(FrontId(1)).size() == 3);
    CHECK(sides.row(FrontId(1))[BlocId(2)] == 5);
    sides.fill(-1);
    CHECK(sides(FrontId(1), BlocId(0)) == -1);
    CHECK(Sides(2, 0).rows().size() == 0);
  }

  TEST_CASE("a list has an id for each of its values") {
    ListBy<FrontId, int> list(2, 7);
    list.push_back(9);
    std::size_t n = 0;
    for (const FrontId f : list.ids()) CHECK(f.position() == n++);
    CHECK(n == 3);
    CHECK(list[FrontId(2)] == 9);
    CHECK(SpanBy<FrontId, const int>(list)[FrontId(1)] == 7);
    CHECK(FrontId(1) < FrontId(2));
    CHECK(++FrontId(1) == FrontId(2));
  }
}
