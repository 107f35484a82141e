#include "parley/bargaining/acceptance.hpp"

namespace parley {

namespace {

struct Decide {
  const AcceptanceView& v;
  bool operator()(const AcceptNext&) const { return v.offer >= v.own_next; }
  bool operator()(const AcceptConstant& c) const { return v.offer >= c.utility.value; }
  bool operator()(const AcceptTime& c) const { return v.time >= c.after.value; }
  bool operator()(const AcceptCombi& c) const {
    return v.offer >= v.own_next || (v.time >= c.after.value && v.offer >= v.best_heard);
  }
};

}  // namespace

bool accepts(const Acceptance& acceptance, const AcceptanceView& view) {
  return view.offer >= view.reservation - 1e-12 && std::visit(Decide{view}, acceptance);
}

}  // namespace parley
