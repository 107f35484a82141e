// How is a run played with somebody in the place of one party?
//
// A session is a scenario, a party, a seed, a run and a list of decisions. The run is played from its start,
// by the list, to the next decision that is open: there it stands. The same session is the same run, to the
// last bit; a session that always decides as the model's party would is the run without anybody in its place.
//
// Under a truce nobody wants to be asked every day. Orders to commanders stand until they are changed: they
// are asked for on the first morning, every `review` days and on the morning after news (a killing that was
// noticed, an offensive, a finding, a clause set aside). Along with orders, or in the evening where the party
// has no forces, it may leave or ask for something; in between it is asked in the evening where the model's
// party would not just stay.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parley/bargaining/stand_in.hpp"
#include "parley/engine/simulate.hpp"

namespace parley {

struct PlayKey {
  PartyId party;
  RunKey run;
  int review = 7;  // days
};

// A decision of the list.
struct Taken {
  Decision decision;      // orders: keeps below 0 is what its commanders think fit
  bool as_model = false;  // what the model's party does, whatever that is
  // Set when it is taken: what it answered, and when.
  Asked asked = Asked::turn;
  int day = 0, round = 0;
};

// Why nobody can take this party's place; nothing: one can.
std::string seat_refusal(const Model& model, PartyId party);

class PlaySession {
 public:
  // What answers an open decision; nothing: it stays open.
  using Answering = std::function<std::optional<Taken>(const Query&)>;

  // Keeps a reference to the model.
  PlaySession(const Model& model, const PlayKey& key);
  ~PlaySession();
  PlaySession(PlaySession&&) noexcept;
  PlaySession(const PlaySession&) = delete;
  PlaySession& operator=(const PlaySession&) = delete;

  // Plays the run from its start by the decisions taken so far, then by what `answering` says, which is added
  // to them. True where the run has come to its end, false where query() is open. What `answering` throws
  // goes through.
  bool play(const Answering& answering = {});
  // At an open decision: answers it, without playing on. Nothing, or why that is no answer to it.
  std::string take(const Taken& taken);
  // Takes back all decisions but so many.
  void back_to(std::size_t decisions);

  const Model& model() const { return model_; }
  const PlayKey& key() const { return key_; }
  const std::vector<Taken>& taken() const { return taken_; }
  bool over() const { return over_; }
  // The open decision, or that which is being answered. orders: own.keeps is below 0 throughout.
  const Query& query() const { return query_; }
  // By front: the share of the truce that the orders now standing tell commanders to keep; below 0: none do.
  const ListBy<FrontId, double>& standing_orders() const { return orders_; }
  // As they stand at that decision, or at the end.
  const State& state() const { return *state_; }
  const Trace& trace() const { return trace_; }
  // The first thing in the trace that happened, and that was said, since it was asked before.
  HappeningId new_happening() const { return new_happening_; }
  std::size_t new_said() const { return new_said_; }

 private:
  class Chair;
  const Model& model_;
  PlayKey key_;
  std::unique_ptr<State> state_;
  Trace trace_;
  std::vector<Taken> taken_;
  Query query_;
  HappeningId new_happening_{0};
  std::size_t new_said_ = 0;
  ListBy<FrontId, double> orders_;
  bool over_ = false;
};

// The deeds that answer a query of the session.
std::vector<Deed> deeds_for(const PlaySession& session);
// Nothing, or why this is no answer to its open query.
std::string why_no_answer(const PlaySession& session, const Taken& taken);

std::string_view name_of(Asked asked);
std::string_view name_of(Deed deed);
std::optional<Deed> deed_of(std::string_view name);

}  // namespace parley
