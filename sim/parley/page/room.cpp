#include <fmt/format.h>

#include "parley/page/sections.hpp"
#include "parley/questions/analysis/report.hpp"
#include "parley/runs/chronicle.hpp"

namespace parley {

namespace {

std::string names(const Model& m, const std::vector<PartyId>& parties) {
  std::vector<std::string> list;
  for (const PartyId p : parties) list.push_back(m.party(p).name);
  return fmt::format("{}", fmt::join(list, ", "));
}

std::string answer_in_words(const Model& m, const Analysis& a) {
  const Zone& all = a.zones.back();
  if (a.found)
    return fmt::format(
        "{}: {}{:.3g}%{} of all packages would be signed by all who must sign.",
        a.exact ? "There is room for a deal" : "A deal is known", a.exact ? "" : "about ",
        100 * all.share.share,
        a.exact ? "" : fmt::format(" ({:.3g} to {:.3g})", 100 * all.share.low, 100 * all.share.high));
  std::string text = a.proven ? "There is no package that all who must sign would sign."
                              : "No package is known that all who must sign would sign.";
  for (const auto& set : a.blocking_parties)
    text += fmt::format(" Without {} there would be room.", names(m, set));
  return text;
}

std::string stakes_chart(const Model& m, const Analysis& a) {
  RangeChart chart;
  chart.from = 0;
  chart.to = 1;
  RangeChart::Series without{"without a deal", Colour::grey, {}},
      with{"in a deal that all sign", Colour::blue, {}};
  std::string alt;
  for (const Stakes& s : a.stakes) {
    const std::string& name = m.party(s.party).name;
    const double reservation = m.party(s.party).reservation.value;
    chart.rows.push_back(name);
    without.marks.push_back({reservation, reservation, reservation, fmt::format("{:.2f}", reservation)});
    const std::string told = fmt::format("{:.2f} to {:.2f}", s.worst, s.best);
    with.marks.push_back({(s.worst + s.best) / 2, s.worst, s.best, told});
    alt += fmt::format("{}: {:.2f} without a deal, {} in a deal that all sign. ", name, reservation, told);
  }
  chart.series = {with, without};
  Chart out{
      "stakes",
      "What each could get in a deal that all sign, and has without one",
      fmt::format("n = {} packages, {}; own value of each party (utility, 0 to 1). Lines: from the worst "
                  "to the best such deal for it; the dot is halfway between.",
                  a.size < 1e12 ? grouped(static_cast<std::size_t>(a.size)) : "very many",
                  a.exact ? "each looked at" : "some of them, drawn and searched"),
      alt,
      "own value",
      "",
      {}};
  out.shows = std::move(chart);
  return figure(out);
}

}  // namespace

HtmlSection room_section(const Model& m, const Analysis& a) {
  std::string body = paragraph(answer_in_words(m, a), "lead");
  HtmlTable zones{"Packages that so many would sign", {{"Who"}, {"% of all packages", true}}, {}};
  for (std::size_t k = 0; k < a.zones.size(); ++k) {
    const Zone& z = a.zones[k];
    zones.rows.push_back({{k == 0 ? names(m, z.parties) : "and " + m.party(z.parties.back()).name, {}},
                          {fmt::format("{:.3g}", 100 * z.share.share), z.share.share}});
  }
  body += html(zones);
  if (!a.stakes.empty()) body += stakes_chart(m, a);
  HtmlTable points{"Where bargaining theory would settle", {{"Solution"}, {"Text"}}, {}};
  for (const PartyId p : a.signers) points.heads.push_back({m.party(p).name, true});
  for (const NamedPoint& named : named_points(a)) {
    if (!named.point->exists) continue;
    std::vector<HtmlCell> row{
        {named.name, {}},
        {fmt::format("{}", fmt::join(terms_in_words(m, named.point->package, m.war), "; ")), {}}};
    for (std::size_t k = 0; k < a.signers.size(); ++k)
      row.push_back(
          k < named.point->utilities.size()
              ? HtmlCell{fmt::format("{:.2f}", named.point->utilities[k]), named.point->utilities[k]}
              : HtmlCell{});
    points.rows.push_back(std::move(row));
  }
  if (!points.rows.empty()) body += html(points);
  return {"room", "Is there room for a deal?", std::move(body)};
}

}  // namespace parley
