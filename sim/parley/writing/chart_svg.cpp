#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "parley/writing/chart.hpp"
#include "parley/writing/html.hpp"

namespace parley {

namespace {

constexpr double width = 760;
constexpr double letter = 6.4;  // mean width at 12 px

// The parts of a picture, in the order in which they are laid on top of each other.
class Canvas {
 public:
  void line(double x1, double y1, double x2, double y2, std::string_view colour, double thick = 1,
            std::string_view dash = {}) {
    out_ += fmt::format(
        "<line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\" stroke=\"{}\" "
        "stroke-width=\"{}\"{}/>\n",
        x1, y1, x2, y2, colour, thick, dash.empty() ? "" : fmt::format(" stroke-dasharray=\"{}\"", dash));
  }
  void box(double x, double y, double w, double h, std::string_view colour, double opacity = 1) {
    out_ += fmt::format(
        "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" fill=\"{}\" "
        "fill-opacity=\"{}\"/>\n",
        x, y, std::max(0.0, w), std::max(0.0, h), colour, opacity);
  }
  void dot(double x, double y, double r, std::string_view colour, bool hollow = false) {
    out_ += fmt::format(
        "<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{}\" fill=\"{}\" stroke=\"{}\" stroke-width=\"1.5\"/>\n", x,
        y, r, hollow ? "#fff" : colour, colour);
  }
  void text(double x, double y, const std::string& words, std::string_view anchor = "start",
            std::string_view colour = "#222") {
    out_ += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\" fill=\"{}\">{}</text>\n", x, y,
                        anchor, colour, escaped(words));
  }
  void upright(double x, double y, const std::string& words) {
    out_ += fmt::format(
        "<text x=\"{0:.1f}\" y=\"{1:.1f}\" text-anchor=\"middle\" fill=\"#444\" transform=\"rotate(-90 "
        "{0:.1f} {1:.1f})\">{2}"
        "</text>\n",
        x, y, escaped(words));
  }
  void path(const std::string& d, std::string_view stroke, std::string_view fill, double opacity,
            std::string_view dash = {}) {
    out_ += fmt::format(
        "<path d=\"{}\" stroke=\"{}\" fill=\"{}\" fill-opacity=\"{}\" stroke-width=\"2\"{}/>\n", d, stroke,
        fill, opacity, dash.empty() ? "" : fmt::format(" stroke-dasharray=\"{}\"", dash));
  }
  std::string take(const Chart& c, double height) {
    return fmt::format(
        "<svg viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\" aria-label=\"{}\" font-size=\"12\" "
        "font-family=\"system-ui, sans-serif\">\n{}</svg>\n",
        width, height, escaped(c.title + ". " + c.alt), out_);
  }

 private:
  std::string out_;
};

// A measure along one side of the picture.
struct Scale {
  double from, to, start, end;
  double operator()(double v) const {
    return start + (std::clamp(v, from, to) - from) / (to - from) * (end - start);
  }
};

void measure(Canvas& canvas, const Scale& x, double top, double bottom, const std::string& title) {
  const auto ticks = round_ticks(x.from, x.to);
  for (const double t : ticks) {
    if (t < x.from - 1e-9 || t > x.to + 1e-9) continue;
    canvas.line(x(t), top, x(t), bottom, t == 0 ? "#555" : "#ddd");
    canvas.text(x(t), bottom + 16, tick_text(t, ticks[1] - ticks[0]), "middle", "#444");
  }
  canvas.text(0.5 * (x.start + x.end), bottom + 34, title, "middle", "#444");
}

void heights(Canvas& canvas, const Scale& y, double left, double right, const std::string& title) {
  const auto ticks = round_ticks(y.from, y.to);
  for (const double t : ticks) {
    if (t < y.from - 1e-9 || t > y.to + 1e-9) continue;
    canvas.line(left, y(t), right, y(t), t == 0 ? "#555" : "#ddd");
    canvas.text(left - 6, y(t) + 4, tick_text(t, ticks[1] - ticks[0]), "end", "#444");
  }
  canvas.upright(14, 0.5 * (y.start + y.end), title);
}

std::string drawn(const Chart& chart, const RangeChart& c) {
  const std::size_t series = std::max<std::size_t>(1, c.series.size());
  const double left = 190, right = 180, legend = series > 1 ? 24 : 4;
  std::size_t lines_of_names = 1;
  for (const auto& row : c.rows) lines_of_names = std::max(lines_of_names, broken(row, 27).size());
  const double step = std::max(series == 1 ? 34 : 20 * static_cast<double>(series) + 12,
                               13 * static_cast<double>(lines_of_names) + 8);
  const double top = legend, bottom = top + step * static_cast<double>(c.rows.size());
  const auto [from, to] = axis_of(c);
  const Scale x{from, to, left, width - right};
  Canvas canvas;
  measure(canvas, x, top, bottom, chart.x_title);
  double at = left;
  for (std::size_t s = 0; s < c.series.size() && series > 1; ++s) {
    canvas.dot(at + 5, 10, 4.5, hex(c.series[s].colour));
    canvas.text(at + 15, 14, c.series[s].name);
    at += 15 + letter * static_cast<double>(c.series[s].name.size()) + 18;
  }
  for (std::size_t r = 0; r < c.rows.size(); ++r) {
    const double middle = top + step * (static_cast<double>(r) + 0.5);
    const auto lines = broken(c.rows[r], 27);
    for (std::size_t l = 0; l < lines.size(); ++l)
      canvas.text(left - 8,
                  middle + 4 + 13 * (static_cast<double>(l) - 0.5 * static_cast<double>(lines.size() - 1)),
                  lines[l], "end");
    for (std::size_t s = 0; s < c.series.size(); ++s) {
      const Reading& m = c.series[s].marks[r];
      const double y = middle + 20 * (static_cast<double>(s) - 0.5 * static_cast<double>(series - 1));
      const auto colour = hex(m.faint ? Colour::grey : c.series[s].colour);
      if (!std::isfinite(m.value)) continue;
      if (c.bars) canvas.box(x(0), y - 8, x(m.value) - x(0), 16, colour, 0.55);
      if (!std::isnan(m.low)) {
        canvas.line(x(m.low), y, x(m.high), y, c.bars ? "#222" : colour, 2);
        for (const double end : {m.low, m.high})
          canvas.line(x(end), y - 5, x(end), y + 5, c.bars ? "#222" : colour, 2);
      }
      if (!c.bars) canvas.dot(x(m.value), y, 4.5, colour, m.faint);
      canvas.text(width - right + 10, y + 4, m.told);
    }
  }
  return canvas.take(chart, bottom + 44);
}

// Words above a curve chart, in as many rows as they need; those that find no room are left to the table.
// From right to left, each above those that it would cover, so that no upright line crosses a word.
double words_above(Canvas& canvas, const CurveChart& c, const Scale& x, double right) {
  struct Placed {
    const CurveChart::Flag* flag;
    double start;
    int row;
  };
  constexpr int rows = 4;
  std::vector<const CurveChart::Flag*> flags;
  for (const auto& f : c.flags)
    if (f.major && !f.word.empty()) flags.push_back(&f);
  std::stable_sort(flags.begin(), flags.end(), [](const auto* a, const auto* b) { return a->at > b->at; });
  std::vector<Placed> placed;
  int used = 0;
  for (const auto* f : flags) {
    const double wide = letter * static_cast<double>(f->word.size()) + 8;
    const double start = std::min(x(f->at), right - wide);
    int row = 0;
    for (const auto& other : placed)
      if (other.start < start + wide) row = std::max(row, other.row + 1);
    if (row >= rows) continue;
    placed.push_back({f, start, row});
    used = std::max(used, row + 1);
  }
  const double top = 8 + 15.0 * used;
  for (const auto& p : placed) {
    const double y = top - 15.0 * p.row - 4;
    canvas.line(x(p.flag->at), y - 8, x(p.flag->at), top, "#222");
    canvas.text(p.start + 4, y, p.flag->word);
  }
  return top;
}

std::string path_of(const CurveChart::Curve& curve, const Scale& x, const Scale& y, double Reading::*part,
                    bool back) {
  std::string d;
  const auto n = curve.points.size();
  for (std::size_t k = 0; k < n; ++k) {
    const auto& p = curve.points[back ? n - 1 - k : k];
    if (!std::isfinite(p.y.*part)) continue;
    const char move = d.empty() && !back ? 'M' : 'L';
    if (curve.shape == CurveChart::Shape::steps && !d.empty())
      d += fmt::format("{}{:.1f}", back ? "V" : "H", back ? y(p.y.*part) : x(p.x));
    d += fmt::format("{}{:.1f} {:.1f}", d.empty() ? move : 'L', x(p.x), y(p.y.*part));
  }
  return d;
}

std::string drawn(const Chart& chart, const CurveChart& c) {
  const double left = 62, right = width - 170, high = 260;
  Canvas canvas;
  const Scale x{c.from, c.to, left, right};
  const double top = words_above(canvas, c, x, width - 4);
  const Scale y{c.bottom, top_of(c), top + high, top};
  for (const auto& s : c.spans) canvas.box(x(s.from), top, x(s.to) - x(s.from), high, "#007a5a", 0.14);
  heights(canvas, y, left, right, chart.y_title);
  for (const auto& t : c.ticks) {
    canvas.line(x(t.at), top + high, x(t.at), top + high + 5, "#555");
    canvas.text(x(t.at), top + high + 18, t.label, "middle", "#444");
  }
  canvas.text(0.5 * (left + right), top + high + 36, chart.x_title, "middle", "#444");
  for (const auto& f : c.flags)
    canvas.line(x(f.at), top, x(f.at), top + high, f.major ? "#222" : "#888", 1, f.major ? "" : "2 3");
  std::vector<std::pair<double, const CurveChart::Curve*>> ends;
  for (const auto& curve : c.curves) {
    const auto colour = hex(curve.colour);
    if (curve.points.empty()) continue;
    if (curve.shape == CurveChart::Shape::columns) {
      const double wide = std::max(1.0, (right - left) / (c.to - c.from) - 0.6);
      for (const auto& p : curve.points)
        if (p.y.value > 0)
          canvas.box(x(p.x) - wide / 2, y(p.y.value), wide, y(c.bottom) - y(p.y.value), colour, 0.85);
    } else {
      const std::string low = path_of(curve, x, y, &Reading::low, false),
                        over = path_of(curve, x, y, &Reading::high, true);
      if (!low.empty() && !over.empty()) canvas.path(low + over + "Z", "none", colour, 0.18);
      canvas.path(path_of(curve, x, y, &Reading::value, false), colour, "none", 0, curve.dashed ? "6 4" : "");
    }
    double last = c.bottom;
    for (const auto& p : curve.points)
      if (std::isfinite(p.y.value)) last = p.y.value;
    ends.emplace_back(y(curve.shape == CurveChart::Shape::columns ? 0.5 * (c.bottom + top_of(c)) : last),
                      &curve);
  }
  // Names beside the ends of the lines, pushed apart where they would overlap.
  std::stable_sort(ends.begin(), ends.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  double next = top;
  std::vector<std::pair<double, std::vector<std::string>>> names;
  for (const auto& [at, curve] : ends) {
    auto lines = broken(curve->name, 24);
    const double tall = 14 * static_cast<double>(lines.size());
    const double start = std::max(next, at - tall / 2);
    next = start + tall + 3;
    names.emplace_back(start, std::move(lines));
  }
  const double over = std::max(0.0, next - (top + high + 12));
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto& curve = *ends[i].second;
    const double y0 =
        std::max(top + 17.0 * static_cast<double>(i) * (over > 0 ? 1 : 0), names[i].first - over);
    for (std::size_t l = 0; l < names[i].second.size(); ++l)
      canvas.text(right + 10, y0 + 11 + 14 * static_cast<double>(l), names[i].second[l], "start",
                  hex(curve.colour));
  }
  if (!c.spans.empty()) {
    canvas.box(left, top + high + 46, 14, 11, "#007a5a", 0.14);
    canvas.text(left + 20, top + high + 56, c.spans_are, "start", "#444");
  }
  return canvas.take(chart, top + high + (c.spans.empty() ? 44 : 62));
}

std::string drawn(const Chart& chart, const PlaneChart& c) {
  double most_x = 0, most_y = 0;
  for (const auto& p : c.points) {
    for (const double v : {p.x.value, p.x.high})
      if (std::isfinite(v)) most_x = std::max(most_x, v);
    if (std::isfinite(p.y)) most_y = std::max(most_y, p.y);
  }
  const double left = 62, right = width - 20, top = 10, high = 300;
  const Scale x{0, round_ticks(0, most_x).back(), left, right},
      y{0, round_ticks(0, most_y).back(), top + high, top};
  Canvas canvas;
  measure(canvas, x, top, top + high, chart.x_title);
  heights(canvas, y, left, right, chart.y_title);
  std::vector<std::pair<double, double>> taken;  // where names stand: left end and baseline
  for (const auto& p : c.points) {
    if (!std::isfinite(p.x.value) || !std::isfinite(p.y)) continue;
    const double px = x(p.x.value), py = y(p.y);
    canvas.line(x(p.x.low), py, x(p.x.high), py, hex(Colour::blue), 1.5);
    canvas.dot(px, py, 4.5, hex(Colour::blue));
    const double wide = letter * static_cast<double>(p.name.size());
    const double start = px + 8 + wide > right ? px - 8 - wide : px + 8;
    double base = py - 6;
    const auto clashes = [&] {
      return std::any_of(taken.begin(), taken.end(), [&](const auto& t) {
        return std::fabs(t.second - base) < 13 && std::fabs(t.first - start) < wide + 4;
      });
    };
    for (int tries = 0; tries < 12 && clashes(); ++tries) base -= 13;
    if (base < top + 8 || clashes()) continue;  // the table names it
    taken.emplace_back(start, base);
    canvas.text(start, base, p.name);
  }
  return canvas.take(chart, top + high + 44);
}

}  // namespace

std::string svg(const Chart& chart) {
  return std::visit([&](const auto& c) { return drawn(chart, c); }, chart.shows);
}

}  // namespace parley
