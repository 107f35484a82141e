// How does a scenario file say what a facilitator does?
//
// Part of the one description of the format (see format.hpp): facilitates.
#pragma once

#include "parley/scenario/format_spec.hpp"

namespace parley {

template <class V>
void describe(V& v, GuarantorRole& g) {
  v.about("guarantees", "A facilitator signs as guarantor a text that it backs, and nothing else.");
  v.field(
      "troops", g.troops,
      {.what = "share of contact on covered fronts, and of what surprise attacks could take, that its troops "
               "between the lines remove; 0: it sends none (Walter 2002, Fortna 2004)",
       .low = 0,
       .high = 1,
       .unit = "share",
       .words = "how much contact between the lines the troops of {self} remove",
       .less = "it sends none",
       .more = "its troops stand everywhere between the lines"});
  v.field(
      "answers", g.answers,
      {.what = "what a signatory loses by its answer (sanctions, recognition) when it is seen to attack, or "
               "denounces the truce",
       .low = 0,
       .high = 1,
       .unit = "utility",
       .words = "what {self} makes those lose who break the truce",
       .less = "it does nothing to them",
       .more = "as much as the best deal gives"});
}

template <class V>
void describe(V& v, Facilitation& f) {
  v.about("facilitates",
          "What a facilitator does, in every protocol. It presses by its leverage (`influenced_by` of the "
          "parties). It "
          "has no forces, signs nothing but as guarantor, and denounces nothing. Guarantee, pay and aid are "
          "for texts "
          "that cover a front and are worth its reservation value to it; without `weights` it backs any.");
  v.field(
      "convenes", f.convenes,
      {.what =
           "how far it brings parties together: new talks wait that much less of `talks.reopen_after`, and "
           "mistrust that keeps a party from the table must be greater (odds of trust times 1 minus it)",
       .low = 0,
       .high = 1,
       .unit = "share",
       .words = "how far {self} {brings/bring} parties together who would not meet",
       .less = "they meet no sooner than alone",
       .more = "it brings them together whatever they think of each other"});
  v.field(
      "drafts", f.drafts,
      {.what =
           "whether it puts a text of its own on the table at the beginning of every meeting: one that "
           "leaves "
           "no party far behind, as they tell it in confidence what they need; with weights it counts as one "
           "more party (under single_text the first text is its draft)",
       .words = "whether {self} {puts/put} drafts on the table"});
  v.field("guarantees", f.guarantees,
          {.what = "that it signs as guarantor", .words = "the guarantee of {self}"});
  v.field("pays", f.pays,
          {.what = "what it gives to each signatory as long as the text is kept",
           .low = 0,
           .high = 1,
           .unit = "utility",
           .words = "what {self} {pays/pay} {key} as long as a truce is kept",
           .less = "nothing",
           .more = "as much as the best deal gives"});
  v.field("carries", f.carries,
          {.what = "share of the besieged whom its aid reaches on a quiet day under the text; the largest "
                   "counts, beside "
                   "that of clauses",
           .low = 0,
           .high = 1,
           .unit = "share",
           .words = "the share of the besieged whom the aid of {self} reaches",
           .less = "nobody",
           .more = "all, on every quiet day"});
}

}  // namespace parley
