// What happens at a meeting under a truce?
//
// As long as all principals trust each other enough to talk, signatories meet as often as talks do. Who would
// leave the truce asks for the change of one issue that would keep it in; who has set a clause aside takes it
// up again where it would keep it; and one principal after the other proposes a next step that is worth more
// to it, that nobody loses by and that weakens no safeguard. What nobody knows of the others, their own
// reasons, decides whether they agree: a meeting may fail.

#include "parley/engine/changed_text.hpp"
#include "parley/engine/steps.hpp"

namespace parley {

namespace {

constexpr double least_step = 0.01;  // utility that a next step must give who proposes it

// True where the meeting can be held.
bool can_meet(const Day& day, Truce& truce, Recorder& record) {
  const Distrust worst = least_trust(day.m, day.s.trust);
  const bool suspended = worst.above < 0;
  if (suspended && !truce.meetings_suspended)
    record.happened(
        day.number,
        {.what = Happened::talks_suspended, .who = worst.who, .whom = worst.whom, .trust = worst.trust});
  if (!suspended && truce.meetings_suspended) record.happened(day.number, {.what = Happened::talks_resumed});
  truce.meetings_suspended = suspended;
  return !suspended;
}

void put_in_place(const Day& day, const Happening& h, TextChange change, ChangedText& text, Truce& truce,
                  TruceWorth& worth, Patrons& patrons, Outcome& o, Recorder& record) {
  record.happened(day.number, h);
  text.put_in_place(change, patrons);
  ++o.amendments;
  o.last_deal = truce.deal;
  value_truce(day, Guard::as_seen, worth.regards, worth.now);
}

// The change that who stands in for a party wants; nothing: none. own: the model's party, `otherwise` where
// it wants none.
std::optional<TextChange> decided_change(const Day& day, Asked asked, std::optional<TextChange> own,
                                         Deed otherwise) {
  Query query{.asked = asked, .day = day.number};
  query.own.deed = own ? Deed::ask : otherwise;
  if (own) {
    query.own.issue = own->issue;
    query.own.option = own->option;
  }
  const Decision decided = day.stand_in->decide(query);
  if (decided.deed != Deed::ask) return {};
  return TextChange{decided.issue, decided.option};
}

// Asks for that change, which would keep it in. True where it gets it.
bool ask(const Day& day, PartyId p, std::optional<TextChange> change, double threat, ChangedText& text,
         Truce& truce, TruceWorth& worth, Patrons& patrons, Outcome& o, Recorder& record) {
  if (!change || !text.write(*change)) {
    record.happened(day.number, {.what = Happened::turned_down, .who = p});
    return false;
  }
  const auto refuses = text.first_to_refuse(p, threat);
  Happening h =
      told_of_change(day, refuses == nobody ? Happened::amended : Happened::turned_down, p, *change, threat);
  if (refuses == nobody) {
    put_in_place(day, h, *change, text, truce, worth, patrons, o, record);
  } else {
    h.whom = refuses;
    record.happened(day.number, h);
  }
  return refuses == nobody;
}

// Takes up again what it has set aside, where it would keep it without thinking of who watches: what leaving
// costs lies between the two.
void resume(const Day& day, PartyId p, ChangedText& text, Truce& truce, TruceWorth& worth, Patrons& patrons,
            Recorder& record) {
  for (const IssueId issue : truce.suspended.ids()) {
    if (truce.suspended[issue].by != p) continue;
    const TextChange change{issue, truce.suspended[issue].option};
    if (!text.write(change) || text.to(p).net() < 0) continue;
    record.happened(day.number, told_of_change(day, Happened::resumed, p, change));
    text.put_in_place(change, patrons);
    value_truce(day, Guard::as_seen, worth.regards, worth.now);
    return;
  }
}

}  // namespace

void meet_under_truce(const Day& day, Truce& truce, TruceWorth& worth, Patrons& patrons, Outcome& o,
                      Recorder& record) {
  const Model& m = day.m;
  if ((!m.scenario.truce.steps && !m.scenario.talks.go_on) || !truce.in_force ||
      day.number < truce.next_meeting)
    return;
  truce.next_meeting = day.number + m.every;
  const bool meets = can_meet(day, truce, record);
  ChangedText text(day, truce, worth.regards);
  if (m.scenario.truce.steps)
    for (const PartyId p : m.parties()) {
      if (!decides(m, p) || m.bound[p] != Bound::free) continue;
      Asking& asking = truce.asking[p];
      const bool renewal = renewal_due(day);  // an amendment may have moved it
      const bool content = stays(worth.now[p], renewal);
      const double threat = asking.waits ? believed_threat(day, p, renewal) : 0.0;
      std::optional<TextChange> change;
      if (asking.waits && meets) {
        if (!content) change = least_that_keeps(day, p, threat, text);
        if (stands_in(day.stand_in, p)) change = decided_change(day, Asked::ask, change, Deed::stay);
      }
      // Who asked for something and would stay after all says so in ladder.cpp.
      if (content && !change) {
        if (meets) resume(day, p, text, truce, worth, patrons, record);
        continue;
      }
      if (asking.waits && !(meets && ask(day, p, change, threat, text, truce, worth, patrons, o, record)))
        asking.not_before = day.number + m.every;
      asking.waits = false;
    }
  if (!meets || !m.scenario.talks.go_on || m.talks.principals.empty()) return;
  const PartyId proposes = m.talks.principals[truce.meetings++ % m.talks.principals.size()];
  if (!decides(m, proposes)) return;
  auto step = best_step(day, proposes, least_step, text);
  if (stands_in(day.stand_in, proposes)) step = decided_change(day, Asked::next_step, step, Deed::pass);
  if (!step || !text.write(*step)) return;
  if (text.first_to_refuse(proposes, 0.0) != nobody) return;
  put_in_place(day, told_of_change(day, Happened::next_step, proposes, *step), *step, text, truce, worth,
               patrons, o, record);
}

}  // namespace parley
