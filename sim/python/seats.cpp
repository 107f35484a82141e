// A party's place in one run: decisions of Python in the model's stead.

#include <fmt/format.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "held.hpp"
#include "parley/imports/json.hpp"
#include "parley/questions/play/debriefing.hpp"
#include "parley/questions/play/decisions.hpp"
#include "parley/questions/play/view.hpp"

namespace parley::python {

namespace py = pybind11;

namespace {

class HeldSeat {
 public:
  HeldSeat(ScenarioPtr scenario, const std::string& party, std::uint64_t seed, std::uint32_t run, int review)
      : scenario_(std::move(scenario)),
        session_(scenario_->model(), {party_of(party), {seed, 0, run}, std::max(1, review)}) {}

  // Plays on to the next open decision, and what is seen there, as JSON; None: the run has come to its end.
  py::object play() {
    if (session_.play()) return py::none();
    return py::str(view_json(session_, view_of(session_)));
  }

  void take(const std::string& decision) {
    const Taken taken = read(decision);
    if (const std::string why = session_.take(taken); !why.empty()) refuse(why);
  }

  // Plays to the end; `act`: view in JSON to decision in JSON, at each decision that is still open.
  void play_with(const py::function& act) {
    session_.play([&](const Query&) -> std::optional<Taken> {
      if (PyErr_CheckSignals() != 0) throw py::error_already_set();
      return read(py::cast<std::string>(act(view_json(session_, view_of(session_)))));
    });
  }

  void back_to(std::size_t decisions) { session_.back_to(decisions); }
  std::size_t decided() const { return session_.taken().size(); }
  std::string decisions() const {
    return Json(decisions_json(session_)).dump(-1, ' ', false, Json::error_handler_t::replace);
  }
  std::string question() const {
    return session_.over() ? "" : view_text(session_, view_of(session_), false);
  }
  // Of a run that is over: text and JSON.
  py::tuple debriefing() {
    if (!session_.over()) refuse("the run has not come to its end: play on");
    const Debriefing d = debriefing_of(session_);
    return py::make_tuple(debriefing_text(session_, d, false), dumped(debriefing_json(session_, d)));
  }
  // Of a run that is over: what it left the seat with; sooner than a debriefing.
  double utility() const {
    if (!session_.over()) refuse("the run has not come to its end: play on");
    return session_.state().outcome.utilities[session_.key().party];
  }

 private:
  PartyId party_of(const std::string& id) const {
    const Model& m = scenario_->model();
    std::vector<std::string> ids;
    for (const PartyId p : m.parties()) {
      ids.push_back(m.party_id(p));
      if (ids.back() != id) continue;
      if (const std::string refusal = seat_refusal(m, p); !refusal.empty()) refuse(refusal);
      return p;
    }
    refuse(fmt::format("there is no party '{}' ({})", printable(id), suggest(id, ids)));
  }

  Taken read(const std::string& decision) const {
    Diagnostics problems;
    const std::string name = fmt::format("decision {}", session_.taken().size() + 1);
    const auto node = read_json(name, decision, problems);
    const auto taken = node ? read_decision(session_, *node, "", name, problems) : std::nullopt;
    if (!taken) throw Refused{std::move(problems)};
    return *taken;
  }

  ScenarioPtr scenario_;
  PlaySession session_;
};

}  // namespace

void add_seats(py::module_& m) {
  py::class_<HeldSeat>(m, "Seat")
      .def(py::init([](const std::shared_ptr<HeldScenario>& s, const std::string& party, std::uint64_t seed,
                       std::uint32_t run,
                       int review) { return std::make_unique<HeldSeat>(s, party, seed, run, review); }))
      .def("play", &HeldSeat::play)
      .def("take", &HeldSeat::take)
      .def("play_with", &HeldSeat::play_with)
      .def("back_to", &HeldSeat::back_to)
      .def_property_readonly("decided", &HeldSeat::decided)
      .def("decisions", &HeldSeat::decisions)
      .def("question", &HeldSeat::question)
      .def("debriefing", &HeldSeat::debriefing)
      .def("utility", &HeldSeat::utility);
}

}  // namespace parley::python
