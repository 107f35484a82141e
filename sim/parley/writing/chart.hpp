// What does a chart of a report show?
//
// One description, two pictures: a still one (SVG), which needs no JavaScript and goes on paper, and the data
// of one that answers to the mouse (analysis/html/report.js). Values are in the units of the axis: a share in
// percent.
#pragma once

#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace parley {

inline constexpr double no_value = std::numeric_limits<double>::quiet_NaN();

// Okabe & Ito's (2008) palette for the colour-blind; ochre and grey darkened until they stand out on white.
enum class Colour { blue, vermillion, green, purple, ochre, black, grey };
std::string_view hex(Colour colour);
// The colour of the i-th of several lines of equal standing, and whether it is dashed to tell it from an
// earlier one.
std::pair<Colour, bool> line_style(std::size_t i);

// A value with its interval (no_value where there is none), and all of it in words.
struct Reading {
  double value = no_value, low = no_value, high = no_value;
  std::string told;
  bool faint = false;  // not clear of chance
};

// Rows of categories: bars from zero, or dots with their intervals.
struct RangeChart {
  std::vector<std::string> rows;
  struct Series {
    std::string name;
    Colour colour = Colour::blue;
    std::vector<Reading> marks;  // by row
  };
  std::vector<Series> series;
  bool bars = false;
  double from = no_value, to = no_value;  // of the axis; no_value: as the marks need
};

// Lines, steps or columns over days or rounds.
struct CurveChart {
  enum class Shape { line, steps, columns };
  struct Point {
    double x = 0;
    Reading y;
  };
  struct Curve {
    std::string name;
    Colour colour = Colour::blue;
    bool dashed = false;
    Shape shape = Shape::line;
    std::vector<Point> points;
  };
  struct Tick {
    double at = 0;
    std::string label;
  };
  struct Span {  // shaded
    double from = 0, to = 0;
  };
  struct Flag {  // an upright line with a word above
    double at = 0;
    std::string word, told;
    bool major = false;
  };
  std::vector<Curve> curves;
  std::vector<Tick> ticks;
  std::vector<Span> spans;
  std::string spans_are;  // what shading means
  std::vector<Flag> flags;
  double from = 0, to = 1;            // of the x axis
  double bottom = 0, top = no_value;  // of the y axis
};

// Named points over two measures.
struct PlaneChart {
  struct Point {
    std::string name;
    Reading x;
    double y = 0;
  };
  std::vector<Point> points;
};

struct Chart {
  std::string id;     // of the page's element: letters, digits, hyphens
  std::string title;  // the answer
  std::string basis;  // n, and what the intervals are
  std::string alt;    // what a reader who does not see the picture should know
  std::string x_title, y_title;
  std::variant<RangeChart, CurveChart, PlaneChart> shows;
};

std::string svg(const Chart& chart);
// A JSON object, to stand in a script element.
std::string chart_data(const Chart& chart);

// Round numbers from about `low` to about `high`, both ends included.
std::vector<double> round_ticks(double low, double high, int about = 5);
std::string tick_text(double value, double step);
// The ends of a range chart's axis.
std::pair<double, double> axis_of(const RangeChart& chart);
double top_of(const CurveChart& chart);
// Text broken into lines of at most `width` characters, at spaces, dots and underscores.
std::vector<std::string> broken(const std::string& text, std::size_t width);

}  // namespace parley
