// Is a table of violent events read as its makers meant it, and what of it is told when it is not?
#include <algorithm>
#include <fstream>

#include "parley/imports/event_war.hpp"
#include "parley/writing/csv.hpp"
#include "support.hpp"

using namespace parley;
using parley::test::source;

namespace {

std::string text_of(const std::string& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), {}};
}

const std::string sample = source("tests/events/ged_syria_2016_sample.csv");

struct Reading {
  std::optional<EventTable> table;
  std::string told, noted;
};

Reading read(const std::string& text, const EventTableOptions& options = {}) {
  Diagnostics diagnostics, notes;
  Reading r;
  r.table = read_event_table({"t.csv", text}, options, diagnostics, notes);
  r.told = to_string(diagnostics);
  r.noted = to_string(notes);
  return r;
}

EventTable table_of(const std::string& text, const EventTableOptions& options = {}) {
  Reading r = read(text, options);
  REQUIRE_MESSAGE(r.table.has_value(), r.told);
  return std::move(*r.table);
}

EventMap map_of(const std::string& text) {
  Diagnostics diagnostics;
  const auto document = parse_yaml("map.yaml", text, diagnostics);
  REQUIRE_MESSAGE(document.has_value(), to_string(diagnostics));
  auto map = read_event_map(*document, diagnostics);
  REQUIRE_MESSAGE(map.has_value(), to_string(diagnostics));
  return *map;
}

EventWar war_of(const EventTable& table, const std::string& map, WarOptions options = {}) {
  Diagnostics diagnostics;
  options.least_events = 1;
  auto war = war_of_events(table, map_of(map), options, diagnostics);
  REQUIRE_MESSAGE(war.has_value(), to_string(diagnostics));
  return std::move(*war);
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

Date day(const char* text) { return *parse_date(text); }

const ViolentEvent& event(const EventTable& table, const std::string& id) {
  const auto at =
      std::find_if(table.rows.begin(), table.rows.end(), [&](const auto& row) { return row.id == id; });
  REQUIRE(at != table.rows.end());
  return *at;
}

const std::string own_head = "day;who;whom;town;dead\n";
EventTableOptions own_columns() {
  EventTableOptions o;
  o.columns = {{EventColumn::date, "day"},
               {EventColumn::actor_a, "who"},
               {EventColumn::actor_b, "whom"},
               {EventColumn::place, "town"},
               {EventColumn::deaths, "Dead"}};
  return o;
}

const std::string acled_head =
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_"
    "1,inter1,"
    "actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,"
    "location,"
    "latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp\n";
std::string acled_row(const std::string& id, const std::string& date, int precision, const std::string& type,
                      const std::string& a, const std::string& b, const std::string& targeting,
                      const std::string& admin, int deaths) {
  return id + "," + date + ",2021," + std::to_string(precision) + ",Political violence," + type + ",x," + a +
         ",,1," + b + ",,2,12," + targeting + ",1,Region,Land," + admin +
         ",,,Town,1.0,2.0,1,Press,National,\"A note, with a comma\"," + std::to_string(deaths) +
         ",,1600000000\n";
}

}  // namespace

TEST_SUITE("event tables") {
  TEST_CASE("sums of the GED sample by province are those that were published with it") {
    const EventTable table = table_of(text_of(sample));
    CHECK(table.source == EventSource::ged);
    CHECK(table.rows.size() == 300);
    std::map<std::string, EventSums> sums;
    for (const PlaceSums& p : sums_by_place(table, day("2016-02-13"), day("2016-03-18")))
      sums[p.place] = p.sums;
    EventSums all;
    for (const auto& row : table.rows)
      if (row.from >= day("2016-02-13") && row.from <= day("2016-03-18")) all.add(row);
    sums["all"] = all;
    const auto checks = parse_csv(text_of(source("tests/events/ged_syria_2016_sample_checks.csv")));
    REQUIRE(checks.size() == 11);
    CHECK(sums.size() == 10);
    for (std::size_t k = 1; k < checks.size(); ++k) {
      const CsvRow& c = checks[k];
      CAPTURE(c[0]);
      REQUIRE(sums.contains(c[0]));
      const EventSums& s = sums[c[0]];
      const double found[] = {s.best,     s.low,       s.high,    s.deaths_a,
                              s.deaths_b, s.civilians, s.unknown, static_cast<double>(s.events)};
      for (std::size_t v = 0; v < 8; ++v) CHECK(found[v] == std::stod(c[v + 1]));
    }
  }

  TEST_CASE("awkward events of the GED sample keep their days, their places and their doubts") {
    const EventTable table = table_of(text_of(sample));
    const auto count = [&](auto is) { return std::count_if(table.rows.begin(), table.rows.end(), is); };
    CHECK(count([](const auto& r) { return r.days() == 1; }) == 286);
    CHECK(count([](const auto& r) { return r.days() > 2; }) == 11);
    CHECK(count([](const auto& r) { return r.best == 0; }) == 11);
    CHECK(count([](const auto& r) { return r.low != r.high; }) > 2);
    CHECK(count([](const auto& r) { return !r.place_known; }) == 1);
    CHECK(place_of(event(table, "216201")) == no_place);
    // Dated to a month or worse, or to more than two days: the day is not known.
    CHECK(count([](const auto& r) { return !r.day_known; }) == 11);
    const auto battle = std::max_element(table.rows.begin(), table.rows.end(),
                                         [](const auto& a, const auto& b) { return a.best < b.best; });
    CHECK(battle->best == 153);
    CHECK(battle->days() == 4);
    CHECK_FALSE(battle->day_known);
    CHECK(table.sums_differ == 0);
  }

  TEST_CASE("deaths of an event of many days are spread over them, and none is lost") {
    const EventTable table = table_of(text_of(sample));
    std::string map =
        "actors: {Government of Syria: gov, Syrian insurgents: opp}\nplaces:\n  (no place): spread\n";
    for (const PlaceSums& p : sums_by_place(table, day("2016-01-01"), day("2016-12-31")))
      if (p.place != no_place) map += "  " + p.place + ": syria\n";
    const EventWar war = war_of(table, map);
    double all = 0, weeks = 0, january = 0;
    for (const auto& row : table.rows) all += row.best;
    for (const FrontWeek& w : weeks_of(table, war)) {
      weeks += w.sums.best;
      if (w.monday == day("2016-01-18")) january = w.sums.best;
    }
    CHECK(weeks == doctest::Approx(all));
    // 114 dead from 11 to 25 January: seven of its fifteen days; one of one week; 14 of two days at its end.
    CHECK(january == doctest::Approx(114 * 7 / 15.0 + 1 * 3 / 7.0 + 14 + 1).epsilon(0.001));
    REQUIRE(war.fronts.size() == 1);
    const WarFront& front = war.fronts[0];
    CHECK(front.known.best + front.spread_out.best + front.placed_by_share == doctest::Approx(all));
    CHECK(front.placed_by_share == doctest::Approx(5));
  }

  TEST_CASE("days that are looked at take the share of a long event that lies in them") {
    const EventTable table =
        table_of(own_head + "2020-01-10;A;B;X;4\n2020-01-11;A;B;X;2\n2020-01-20;A;B;X;1\n", own_columns());
    WarOptions options;
    options.from = day("2020-01-11");
    options.to = day("2020-01-15");
    const EventWar war = war_of(table, "actors: {A: a, B: b}\nplaces: {X: x}\n", options);
    CHECK(war.days() == 5);
    CHECK(war.fronts[0].counts == std::vector<int>{1, 0, 0, 0, 0});
    CHECK(std::count(war.why.begin(), war.why.end(), LeftOut::outside) == 2);
    ViolentEvent long_one;
    long_one.from = day("2020-01-09");
    long_one.to = day("2020-01-12");
    CHECK(share_within(long_one, war.from, war.to) == 0.5);
  }

  TEST_CASE("ACLED's columns, dates, precision of time and targets are known") {
    const std::string text =
        acled_head +
        acled_row("LND1", "26 February 2021", 1, "Battles", "Military Forces of Land (2000-)", "Rebels", "",
                  "North", 4) +
        acled_row("LND2", "15 March 2021", 3, "Battles", "Rebels", "Military Forces of Land (2000-)", "",
                  "North", 31) +
        acled_row("LND3", "2021-03-10", 2, "Violence against civilians", "Rebels", "Civilians (Land)",
                  "Civilian targeting", "North", 7) +
        acled_row("LND4", "2021-03-11", 1, "Protests", "Protesters (Land)", "", "", "North", 1) +
        acled_row("LND5", "2021-03-11", 1, "Explosions/Remote violence", "Military Forces of Land (2000-)",
                  "Civilians (Land)", "Civilian targeting", "", 2);
    const EventTable table = table_of(text);
    CHECK(table.source == EventSource::acled);
    CHECK_FALSE(table.has_civilians);
    CHECK(event(table, "LND1").from == day("2021-02-26"));
    CHECK(event(table, "LND1").day_known);
    CHECK(event(table, "LND2").from == day("2021-03-01"));
    CHECK(event(table, "LND2").to == day("2021-03-31"));
    CHECK(event(table, "LND3").days() == 7);
    CHECK(event(table, "LND3").on_civilians);
    CHECK_FALSE(event(table, "LND4").violence);
    CHECK(place_of(event(table, "LND5")) == no_place);
    const std::string draft = draft_event_map(table);
    CHECK(has(draft, "  \"Military Forces of Land (2000-)\": government  # 3 events, 37 deaths"));
    CHECK(has(draft, "  \"Civilians (Land)\": civilians"));
    CHECK(has(draft, "  \"Protesters (Land)\": none"));
    const EventWar war = war_of(table, draft);
    REQUIRE(war.fronts.size() == 1);
    CHECK(war.fronts[0].camps == std::array<std::string, 2>{"rebels", "government"});
    CHECK(war.fronts[0].spread_out.best == 38);
    CHECK(war.fronts[0].placed_by_share == 2);
  }

  TEST_CASE("a table is the same with commas, semicolons or tabs, any line ends and a byte order mark") {
    const std::string plain = own_head + "2020-01-10;A;B;\"X; Y\";4\n2020-01-09;B;A;Z;2\n";
    const EventTable first = table_of(plain, own_columns());
    REQUIRE(first.rows.size() == 2);
    CHECK(first.rows[0].from == day("2020-01-09"));  // in order of days, not of lines
    for (const auto& [from, to] :
         std::vector<std::pair<std::string, std::string>>{{";", ","}, {";", "\t"}, {"\n", "\r\n"}}) {
      std::string text = plain;
      for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
        text.replace(at, 1, to);
      const EventTable other = table_of("\xEF\xBB\xBF" + text, own_columns());
      REQUIRE(other.rows.size() == 2);
      CHECK(other.rows[1].from == first.rows[1].from);
      CHECK(other.rows[1].best == 4);
      CHECK(other.rows[0].actor_a == "B");
    }
  }

  TEST_CASE("every row that cannot be read is told with its line and column, all at once") {
    const Reading r = read(own_head +
                               "2020-01-10;A;B;X;nan\n"
                               "2020-02-30;A;B;X;1\n"
                               "10/02/2020;A;B;X;-3\n"
                               "2020-01-10;;B;X;1.5\n"
                               "2020-01-10;A;B;X\n"
                               "2020-01-10;A;B;X;1e9\n"
                               "2020-01-10;A;B;X;\n"
                               "2020-01-10;A;B;X;1\n",
                           own_columns());
    CHECK_FALSE(r.table.has_value());
    for (const char* line :
         {"t.csv:2:18: deaths: expected a number of deaths, found 'nan'",
          "t.csv:3:1: date: expected a day, found '2020-02-30'", "t.csv:4:1: date: expected a day",
          "t.csv:4:18: deaths: expected a number of deaths, found '-3'",
          "t.csv:5:12: actor-a: nobody is named",
          "t.csv:5:17: deaths: expected a number of deaths, found '1.5'",
          "t.csv:6:1: expected 5 cells, found 4",
          "t.csv:7:18: deaths:", "t.csv:8:18: deaths: no number of deaths"})
      CHECK_MESSAGE(has(r.told, line), line << " in\n" << r.told);
    EventTableOptions skipping = own_columns();
    skipping.skip_bad = true;
    const Reading skipped = read(own_head + "2020-01-10;A;B;X;nan\n2020-01-10;A;B;X;1\n", skipping);
    REQUIRE(skipped.table.has_value());
    CHECK(skipped.table->rows.size() == 1);
    CHECK(skipped.table->bad == 1);
    CHECK(has(skipped.noted,
              "t.csv:2:18: deaths: expected a number of deaths, found 'nan'; the row is left out"));
  }

  TEST_CASE(
      "an event that ends before it begins, stands twice, or has more deaths than its highest count is "
      "refused") {
    std::string text = text_of(sample);
    const std::size_t second = text.find('\n', text.find('\n') + 1) + 1;
    const std::string row = text.substr(text.find('\n') + 1, second - text.find('\n') - 1);
    CHECK(has(read(text + row).told, "t.csv:302:1: id: the event 216056 stands here twice"));
    std::string turned = text;
    turned.replace(turned.find("2016-01-02,2016-01-02"), 21, "2016-01-02,2016-01-01");
    CHECK(has(read(turned).told, "end: ends on 2016-01-01, before it begins on 2016-01-02"));
    std::string more = text;
    more.replace(more.find("1,0,0,0,1,1,1\n"), 14, "9,0,0,0,1,9,1\n");
    CHECK(has(read(more).told, "deaths: 9 deaths are not between low (1) and high (1)"));
  }

  TEST_CASE(
      "text of other encodings, quotation marks without an end and tables of another kind are refused") {
    CHECK(has(read("caf\xE9,b\n1,2\n").told, "t.csv:1:4: the file is not UTF-8 text"));
    CHECK(has(read(std::string("\xFF\xFE"
                               "a\0b\0",
                               6))
                  .told,
              "UTF-16"));
    CHECK(has(read("").told, "the file is empty"));
    CHECK(has(read("\n\n").told, "the file is empty"));
    CHECK(has(read(own_head + "2020-01-10;\"A;B;X;4\n", own_columns()).told,
              "t.csv:2:12: a quotation mark is never closed"));
    const std::string told = read("a,b,c\n1,2,3\n").told;
    CHECK(has(told, "neither the columns of UCDP GED nor of ACLED"));
    CHECK(has(told, "--date (its day, or its first one)"));
    EventTableOptions wrong = own_columns();
    wrong.columns[EventColumn::place] = "twon";
    CHECK(has(read(own_head, wrong).told, "there is no column 'twon' (--place) (did you mean 'town'?)"));
    CHECK(has(read("day;day;who;whom;town;dead\n", own_columns()).told, "two columns are called 'day'"));
    CHECK(has(read(own_head + std::string("2020-01-10;A\x01;B;X;1\n"), own_columns()).told,
              "control characters are no text"));
    CHECK(has(read(own_head + "2020-01-10;" + std::string(2000, 'A') + ";B;X;1\n", own_columns()).told,
              "a name of 2000 letters"));
  }

  TEST_CASE("rows are chosen by the text of a column") {
    EventTableOptions o = own_columns();
    o.where = {{"town", "X"}};
    const EventTable table = table_of(own_head + "2020-01-10;A;B;X;1\n2020-01-10;A;B;Y;1\n", o);
    CHECK(table.rows.size() == 1);
    CHECK(table.other == 1);
    o.where = {{"twon", "X"}};
    CHECK(has(read(own_head, o).told, "there is no column 'twon' (--where)"));
  }

  TEST_CASE("killings of civilians count where their author fights, and fights within a camp nowhere") {
    EventTableOptions o = own_columns();
    const EventTable table = table_of(
        own_head +
            "2020-01-01;A;B;X;1\n2020-01-02;B;A;X;2\n2020-01-03;A;C;X;3\n2020-01-03;A;Civilians;X;4\n"
            "2020-01-04;C;Civilians;X;5\n2020-01-05;A;A2;X;6\n2020-01-05;D;Civilians;X;7\n"
            "2020-01-05;A;E;X;8\n2020-01-05;A;B;Y;9\n2020-01-06;A;B;X;0\n",
        o);
    const EventWar war = war_of(
        table, "actors: {A: a, A2: a, B: b, C: c, D: d, Civilians: civilians}\nplaces: {X: x, Y: none}\n");
    REQUIRE(war.fronts.size() == 2);
    CHECK(war.fronts[0].id == "x_a_b");
    CHECK(war.fronts[0].known.best == 1 + 2 + 4);
    CHECK(war.fronts[1].id == "x_a_c");
    CHECK(war.fronts[1].known.best == 3 + 5);
    const std::vector<LeftOut> last(war.why.begin() + 5, war.why.end());
    CHECK(last == std::vector<LeftOut>{LeftOut::same_camp, LeftOut::author, LeftOut::actor, LeftOut::place,
                                       LeftOut::no_deaths});
    CHECK(war.lost_actors == std::vector<std::string>{"E"});
    CHECK(war.camps == std::vector<std::string>{"a", "b", "c"});
  }

  TEST_CASE("mistakes in a map are told with line and column") {
    const auto told = [](const std::string& text) {
      Diagnostics diagnostics;
      if (const auto document = parse_yaml("map.yaml", text, diagnostics))
        (void)read_event_map(*document, diagnostics);
      return to_string(diagnostics);
    };
    CHECK(has(told("actors: {A: two words}\nplaces: {X: x}\n"),
              "map.yaml:1:13: actors.A: 'two words' cannot be an identifier"));
    CHECK(has(told("actors: {A: a}\nplaces: {X: [x]}\n"), "map.yaml:2:13: places.X: expected one word"));
    CHECK(has(told("actors: {A: a, A: b}\nplaces: {}\n"), "actors.A: stands here twice"));
    CHECK(has(told("actors: {A: a}\n"), "places: is missing"));
    CHECK(has(told("actors: {A: a}\nplaces: {}\nfronts: {}\n"), "map.yaml:3:1: fronts: unknown key"));
    CHECK(has(told("[a]\n"), "no map of actors and places"));
  }

  TEST_CASE("the draft of a map reads back, whatever the names are") {
    EventTableOptions o = own_columns();
    const EventTable table =
        table_of(own_head +
                     "2020-01-10;\"Yes: no\";\"#1 {a}\";\"null\";4\n2020-01-10;\"on\";\"'x'\";\"\";4\n"
                     "2020-01-11;\"Government of A\";\"Government of B\";\"12:30\";4\n",
                 o);
    const std::string draft = draft_event_map(table);
    CAPTURE(draft);
    const EventMap map = map_of(draft);
    CHECK(map.actors.size() == 6);
    CHECK(map.places.at(no_place) == spread_place);
    CHECK(map.actors.at("Government of A") == "government");
  }
}
