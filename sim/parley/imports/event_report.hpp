// What was read, fitted and left out of an event table, in words, tables and a picture?
#pragma once

#include <string>
#include <vector>

#include "parley/imports/event_fit.hpp"
#include "parley/writing/chart.hpp"

namespace parley {

// Plain text, lines of at most some hundred letters.
std::string event_report(const EventTable& table, const EventWar& war, const WarFit& fit);

// Tables, their header first.
using TextRows = std::vector<std::vector<std::string>>;
TextRows week_rows(const EventTable& table, const EventWar& war);
TextRows place_rows(const EventTable& table, const EventWar& war);
TextRows left_out_rows(const EventTable& table, const EventWar& war);
TextRows fit_rows(const EventWar& war, const WarFit& fit);

// Deaths by week and front over the whole table, the days that were fitted shaded.
Chart week_chart(const EventTable& table, const EventWar& war);
// The chart as a file of its own.
std::string svg_file(const Chart& chart);

}  // namespace parley
