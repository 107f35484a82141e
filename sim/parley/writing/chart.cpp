#include "parley/writing/chart.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include <fmt/format.h>

#include "parley/support/numerics.hpp"
#include "parley/writing/html.hpp"
#include "parley/writing/json.hpp"

namespace parley {

namespace {

constexpr std::array<std::string_view, 7> hexes{"#0072b2", "#c44e00", "#007a5a", "#9c4a83",
                                                "#946200", "#222222", "#6b6b6b"};

Json number(double x) { return std::isfinite(x) ? Json(x) : Json(nullptr); }

Json mark(const Reading& m) {
  Json out = {{"v", number(m.value)}, {"t", m.told}};
  if (std::isfinite(m.low)) out["l"] = m.low;
  if (std::isfinite(m.high)) out["h"] = m.high;
  if (std::isnan(m.low) || std::isnan(m.high)) out["n"] = true;  // no interval is known: none is drawn
  if (m.faint) out["f"] = true;
  return out;
}

Json data(const RangeChart& c) {
  const auto [from, to] = axis_of(c);
  Json series = Json::array();
  for (const auto& s : c.series) {
    Json marks = Json::array();
    for (const auto& m : s.marks) marks.push_back(mark(m));
    series.push_back({{"name", s.name}, {"colour", hex(s.colour)}, {"marks", marks}});
  }
  Json rows = Json::array();
  for (const auto& row : c.rows) rows.push_back(broken(row, 24));
  return {{"kind", "range"}, {"rows", rows}, {"series", series},
          {"bars", c.bars},  {"from", from}, {"to", to}};
}

Json data(const CurveChart& c) {
  static constexpr std::array<const char*, 3> shapes{"line", "steps", "columns"};
  Json curves = Json::array();
  for (const auto& curve : c.curves) {
    Json points = Json::array();
    for (const auto& p : curve.points) {
      Json point = mark(p.y);
      point["x"] = p.x;
      points.push_back(std::move(point));
    }
    curves.push_back({{"name", curve.name},
                      {"colour", hex(curve.colour)},
                      {"dashed", curve.dashed},
                      {"shape", shapes[static_cast<std::size_t>(curve.shape)]},
                      {"points", points}});
  }
  Json ticks = Json::array(), spans = Json::array(), flags = Json::array();
  for (const auto& t : c.ticks) ticks.push_back({{"at", t.at}, {"label", t.label}});
  for (const auto& s : c.spans) spans.push_back({s.from, s.to});
  for (const auto& f : c.flags)
    flags.push_back({{"at", f.at}, {"word", f.word}, {"t", f.told}, {"major", f.major}});
  return {{"kind", "curves"},        {"curves", curves}, {"ticks", ticks}, {"spans", spans},
          {"spansAre", c.spans_are}, {"flags", flags},   {"from", c.from}, {"to", c.to},
          {"bottom", c.bottom},      {"top", top_of(c)}};
}

Json data(const PlaneChart& c) {
  Json points = Json::array();
  for (const auto& p : c.points) {
    Json point = mark(p.x);
    point["y"] = number(p.y);
    point["name"] = p.name;
    points.push_back(std::move(point));
  }
  return {{"kind", "plane"}, {"points", points}};
}

}  // namespace

std::string_view hex(Colour colour) { return hexes[static_cast<std::size_t>(colour)]; }

std::pair<Colour, bool> line_style(std::size_t i) {
  constexpr std::size_t lines = 6;
  return {static_cast<Colour>(i % lines), i / lines % 2 == 1};
}

std::string chart_data(const Chart& chart) {
  Json out = std::visit([](const auto& c) { return data(c); }, chart.shows);
  out["xTitle"] = chart.x_title;
  out["yTitle"] = chart.y_title;
  return inert(out.dump(-1, ' ', false, Json::error_handler_t::replace));
}

std::vector<double> round_ticks(double low, double high, int about) {
  if (!(high > low)) high = low + 1;
  const double raw = (high - low) / about,
               power = scalar_pow(10, std::floor(scalar_log(raw) / std::numbers::ln10 + 1e-12)),
               part = raw / power;
  const double step = (part <= 1 ? 1 : part <= 2 ? 2 : part <= 5 ? 5 : 10) * power;
  std::vector<double> ticks;
  const double first = std::floor(low / step + 1e-9), last = std::ceil(high / step - 1e-9);
  for (double k = first; k <= last; ++k) ticks.push_back(k * step);
  return ticks;
}

std::string tick_text(double value, double step) {
  const int digits =
      step >= 1 ? 0 : static_cast<int>(std::ceil(-scalar_log(step) / std::numbers::ln10 - 1e-9));
  return fmt::format("{:.{}f}", value == 0 ? 0.0 : value, digits);
}

std::pair<double, double> axis_of(const RangeChart& c) {
  double low = 0, high = 0;
  for (const auto& s : c.series)
    for (const auto& m : s.marks)
      for (const double x : {m.value, m.low, m.high})
        if (std::isfinite(x)) {
          low = std::min(low, x);
          high = std::max(high, x);
        }
  const auto ticks = round_ticks(low, high);
  return {std::isfinite(c.from) ? c.from : ticks.front(), std::isfinite(c.to) ? c.to : ticks.back()};
}

double top_of(const CurveChart& c) {
  if (std::isfinite(c.top)) return c.top;
  double high = 0;
  for (const auto& curve : c.curves)
    for (const auto& p : curve.points)
      if (std::isfinite(p.y.value)) high = std::max(high, p.y.value);
  return round_ticks(0, high).back();
}

std::vector<std::string> broken(const std::string& text, std::size_t width) {
  std::vector<std::string> lines;
  std::string line, word;
  const auto place = [&] {
    if (!line.empty() && line.size() + word.size() > width) {
      lines.push_back(line);
      line.clear();
    }
    line += word;
    word.clear();
  };
  for (const char c : text) {
    word += c;
    if (c == ' ' || c == '.' || c == '_') place();
  }
  place();
  if (!line.empty()) lines.push_back(line);
  constexpr std::size_t most = 3;
  if (lines.size() > most) {
    lines.resize(most);
    lines.back() += "...";
  }
  return lines;
}

}  // namespace parley
