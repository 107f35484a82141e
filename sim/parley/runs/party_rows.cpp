#include "parley/runs/party_rows.hpp"

#include <array>

#include "parley/scenario/format.hpp"

namespace parley {

namespace {

using Party = Line<PartyRow>;

constexpr std::array columns_of_parties{
    Party::text("party", "", "its identifier", [](const PartyRow& r) { return r.model.party_id(r.party); }),
    Party::text("name", "", "its name in words",
                [](const PartyRow& r) { return std::string_view(r.model.party(r.party).name); }),
    Party::text("bloc", "", "its camp",
                [](const PartyRow& r) { return std::string_view(r.model.party(r.party).bloc); }),
    Party::text("seat", "", "`principal`, `client`, `observer`, `excluded` or `mediator`",
                [](const PartyRow& r) { return name_of(r.model.party(r.party).seat); }),
    Party::whole("signs", "0, 1", "whether a text needs its signature",
                 [](const PartyRow& r) { return r.model.signatory[r.party] != 0 ? 1 : 0; }),
    Party::text("colour", "", "in which every picture draws it",
                [](const PartyRow& r) { return hex(r.look.colour); }),
    Party::whole("dashed", "0, 1", "whether its lines are dashed, to tell it from an earlier one",
                 [](const PartyRow& r) { return r.look.dashed ? 1 : 0; }),
};

}  // namespace

ListBy<PartyId, PartyLook> party_looks(const Model& m) {
  ListBy<PartyId, PartyLook> looks(m.parties().size());
  std::size_t next = 0;
  for (const bool signs : {true, false})
    for (const PartyId p : m.parties()) {
      if ((m.signatory[p] != 0) != signs) continue;
      const auto [colour, dashed] = line_style(next++);
      looks[p] = {colour, dashed};
    }
  return looks;
}

std::span<const Line<PartyRow>> party_lines() { return columns_of_parties; }

void write_parties(Cells& cells, const Model& m) {
  const auto looks = party_looks(m);
  for (const PartyId p : m.parties()) write_row(cells, party_lines(), PartyRow{m, p, looks[p]});
}

}  // namespace parley
