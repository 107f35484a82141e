#include "parley/imports/draft.hpp"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

#include "parley/document/reserved.hpp"
#include "parley/writing/quoted.hpp"

namespace parley {

std::string yaml_scalar(const std::string& text) {
  const auto fits = [](unsigned char c) {
    return std::isalnum(c) != 0 || c == ' ' || c == '_' || c == '-' || c == '.' || c >= 0x80;
  };
  const bool word = !text.empty() && (std::isalpha(static_cast<unsigned char>(text[0])) != 0) &&
                    text.back() != ' ' && std::all_of(text.begin(), text.end(), fits);
  const bool taken = is_reserved(text) || text == "y" || text == "Y" || text == "n" || text == "N";
  return word && !taken ? text : quoted_text(text);
}

std::string yaml_comment(const std::string& text) {
  std::string out = "# ";
  for (const char c : text) out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  return out + "\n";
}

namespace {

constexpr int rounds = 100;  // of offers, in talks that an import describes

template <class T, class Word>
std::string list(const std::vector<T>& items, Word word) {
  std::string out;
  for (const T& item : items) out += (out.empty() ? "" : ", ") + word(item);
  return "[" + out + "]";
}

}  // namespace

std::string number_text(double number) { return fmt::format("{}", number + 0.0); }

std::vector<std::string> point_names(const std::vector<double>& points) {
  for (const int digits : {4, 6, 8, 10, 12, 17}) {
    std::vector<std::string> names;
    for (const double p : points) names.push_back(fmt::format("{:.{}g}", p + 0.0, digits));
    if (std::set<std::string>(names.begin(), names.end()).size() == points.size()) return names;
  }
  return {};
}

std::string Identifiers::make(std::string_view name, const std::string& fallback) {
  constexpr std::size_t longest = 34;  // leaves room for a number
  std::string id;
  for (const char c : name) {
    const bool plain =
        static_cast<unsigned char>(c) < 0x80 && std::isalnum(static_cast<unsigned char>(c)) != 0;
    if (plain)
      id += c;
    else if (!id.empty() && id.back() != '_')
      id += '_';
  }
  while (!id.empty() && id.back() == '_') id.pop_back();
  if (id.empty()) id = fallback;
  if (std::isalpha(static_cast<unsigned char>(id[0])) == 0) id = fallback + "_" + id;
  id.resize(std::min<std::size_t>(id.size(), longest));
  if (is_reserved(id)) id = fallback + "_" + id;
  std::string unique = id;
  for (int n = 2; !taken_.insert(unique).second; ++n) unique = fmt::format("{}_{}", id, n);
  return unique;
}

namespace {
// As it stands in cells of tables; what other programs would read as something else than text is told apart.
std::string in_tables(const std::string& text) {
  return yaml_scalar(why_no_text(text).empty() ? text : "called " + text);
}
}  // namespace

std::string scenario_text(const Draft& d) {
  std::string out;
  for (const std::string& line : d.comments) out += yaml_comment(line);
  out += fmt::format("name: {}\n", yaml_scalar(d.name));
  if (!d.description.empty()) out += fmt::format("description: {}\n", yaml_scalar(d.description));
  out += "\nissues:\n";
  for (const Draft::Issue& issue : d.issues) {
    if (!issue.comment.empty()) out += "  " + yaml_comment(issue.comment);
    out += fmt::format("  {}:\n", issue.id);
    if (issue.title != issue.id) out += fmt::format("    title: {}\n", yaml_scalar(issue.title));
    out += fmt::format("    options: {}\n", list(issue.options, in_tables));
    if (!issue.places.empty()) out += fmt::format("    places: {}\n", list(issue.places, number_text));
  }
  out += "\nparties:\n";
  for (const Draft::Party& party : d.parties) {
    out += fmt::format("  {}:\n", party.id);
    for (const std::string& line : party.comments) out += "    " + yaml_comment(line);
    if (party.name != party.id) out += fmt::format("    name: {}\n", in_tables(party.name));
    if (!party.description.empty())
      out += fmt::format("    description: {}\n", yaml_scalar(party.description));
    if (party.power) out += fmt::format("    power: {}\n", number_text(*party.power));
    if (party.salience) out += fmt::format("    salience: {}\n", number_text(*party.salience));
    std::string weights, ideal;
    for (std::size_t k = 0; k < d.issues.size(); ++k) {
      const std::string& id = d.issues[k].id;
      weights += fmt::format("{}{}: {}", k > 0 ? ", " : "", id, number_text(party.weights[k]));
      if (!party.ideal.empty())
        ideal +=
            fmt::format("{}{}: {}", k > 0 ? ", " : "", id, in_tables(d.issues[k].options[party.ideal[k]]));
    }
    out += fmt::format("    weights: {{{}}}\n", weights);
    if (!party.ideal.empty()) out += fmt::format("    ideal: {{{}}}\n", ideal);
    if (!party.values.empty()) out += "    values:\n";
    for (std::size_t k = 0; k < party.values.size(); ++k)
      out += fmt::format("      {}: {}\n", d.issues[k].id, list(party.values[k], number_text));
    out += fmt::format("    reservation: {}\n", number_text(party.reservation));
  }
  out += fmt::format(
      "\n# Who speaks when is not in the imported files: change it to your question.\n"
      "talks: {{protocol: alternating_offers, rounds: {}}}\n",
      rounds);
  return out;
}

}  // namespace parley
