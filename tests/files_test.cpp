// Is nothing that a command reads ever lost, and does a damaged file give a message?

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "parley/runs/briefing.hpp"
#include "parley/support/diagnostic.hpp"
#include "parley/writing/csv_file.hpp"
#include "parley/writing/output_file.hpp"
#include "parley/writing/sqlite.hpp"
#include "study_cases.hpp"

using namespace parley::test;

namespace {

// A study of 10 runs, and its file.
std::string small_study(const TempDir& dir) {
  const std::string store = dir / "g.db";
  check_done(run(
      {"sweep", dicey(dir), "--vary", "parties.NORTH.reservation=0.2,0.4", "-n", "5", "-q", "-o", store}));
  return store;
}

void changed_by(const std::string& store, const std::string& sql) {
  sqlite3* db = nullptr;
  REQUIRE(sqlite3_open(store.c_str(), &db) == SQLITE_OK);
  CHECK_MESSAGE(sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK, sql);
  sqlite3_close(db);
}

}  // namespace

TEST_SUITE("files") {
  TEST_CASE("a row with a cell too few or too many cannot be written") {
    const TempDir dir;
    parley::OutputFile out(dir / "t.csv", {});
    parley::CsvFile table(out, {"run", "deaths"});
    table.cell(1).empty().end_row();
    table.cell(2);
    CHECK_THROWS_AS(table.end_row(), std::logic_error);
    table.cell(3.5).end_row();
    table.cell(3).cell(4.5).cell(5);
    CHECK_THROWS_AS(table.end_row(), std::logic_error);
  }

  TEST_CASE("no command writes over what it reads, by whatever name") {
    const TempDir dir;
    const std::string store = small_study(dir), scenario = dir / "dicey.yaml";
    fs::create_symlink("g.db", dir / "link.db");
    fs::create_hard_link(store, dir / "hard.db");
    const std::string before = read_file(store), text = read_file(scenario);
    for (const std::string& name : {store, dir / "link.db", dir / "hard.db", dir / "./g.db"}) {
      check_refused({"export", store, "-o", name}, "is being read");
      check_refused({"export", name, "-o", store, "--gzip"}, "is being read");
      check_refused({"report", store, "--html", name}, "is being read");
      check_refused({"merge", name, store}, "is being read");
    }
    write_file(store + ".owner", "somebody's");
    check_refused({"export", store, "-o", store + ".owner"}, "is part of");
    fs::remove(store + ".owner");
    CHECK((read_file(store) == before));
    fs::create_directory(dir / "o");
    fs::create_hard_link(scenario, dir / "o/runs.csv");
    CHECK(run({"run", scenario, "-n", "2", "-o", dir / "o", "--force"}).code == 1);
    CHECK(run({"analyze", scenario, "-o", dir / "o", "--force"}).code == 0);
    fs::rename(dir / "o/runs.csv", dir / "o/zones.csv");
    CHECK(run({"analyze", scenario, "-o", dir / "o", "--force"}).code == 1);
    CHECK((read_file(scenario) == text));
  }

  TEST_CASE("links are followed, devices written through and never replaced, and half a file is none") {
    const TempDir dir;
    const std::string store = small_study(dir), old = dir / "old.csv";
    write_file(old, "old");
    fs::create_symlink("old.csv", dir / "link.csv");
    fs::create_symlink("new.csv", dir / "to-nothing.csv");
    for (const std::string name : {"link.csv", "to-nothing.csv"})
      check_done(run({"export", store, "-o", dir / name}));
    CHECK(fs::is_symlink(dir / "link.csv"));
    CHECK((read_file(old) == exported(store)));
    CHECK((read_file(dir / "new.csv") == exported(store)));
    CHECK(run({"export", store, "-o", "/dev/stdout"}).out == exported(store));
    check_done(run({"report", store, "--html", "/dev/null"}));
    CHECK(fs::is_character_file("/dev/null"));
    CHECK(run({"export", store, "-o", "/dev/full"}).code == 1);
    CHECK(fs::is_character_file("/dev/full"));
    const auto count = [&] {
      return std::distance(fs::directory_iterator(dir.path()), fs::directory_iterator());
    };
    const auto files = count();
    write_file(old, "old");
    CHECK(run({.arguments = {"export", store, "-o", old}, .largest_file = 100}).code == 1);
    CHECK(run({.arguments = {"report", store, "--html", old, "-q"}, .largest_file = 100}).code == 1);
    CHECK(read_file(old) == "old");
    CHECK(count() == files);
  }

  TEST_CASE(
      "the next writer removes what a killed writer left beside a file, and not what a living one writes") {
    const TempDir dir;
    const std::string store = small_study(dir), table = dir / "t.csv";
    const std::string left = dir / ".t.csv.1-0.part", held = dir / ".t.csv.1-1.part",
                      other = dir / ".t.csv.part";
    for (const auto& name : {left, held, other}) write_file(name, "half");
    const int living = ::open(held.c_str(), O_RDONLY);
    REQUIRE(::flock(living, LOCK_EX) == 0);
    check_done(run({"export", store, "-o", table}));
    CHECK(!fs::exists(left));
    CHECK(read_file(held) == "half");
    CHECK(read_file(other) == "half");
    ::close(living);
    check_done(run({"export", store, "-o", table}));
    CHECK(!fs::exists(held));
  }

  TEST_CASE("a store that was damaged or changed gives a message, never a number") {
    const TempDir dir;
    const std::string store = small_study(dir), bad = dir / "bad.db";
    for (const std::string sql :
         {"UPDATE runs SET point = 1000000000 WHERE run = 3", "UPDATE runs SET point = -5 WHERE run = 3",
          "UPDATE runs SET run = -1 WHERE run = 3", "DELETE FROM runs WHERE run = 9",
          "DELETE FROM outcomes WHERE run = 9", "UPDATE outcomes SET deals = 7 WHERE run = 1",
          "UPDATE outcomes SET outcome = 'peace' WHERE run = 1",
          "UPDATE points SET point = 5 WHERE point = 1",
          "UPDATE points SET \"parties.NORTH.reservation\" = 0.3", "UPDATE study SET replicates = 6",
          "UPDATE runs SET failure = 'x' WHERE run = 2", "DELETE FROM study",
          "CREATE TRIGGER t AFTER INSERT ON runs BEGIN DELETE FROM outcomes; END", "DROP TABLE sessions",
          "UPDATE assumptions SET value = 0.9", "UPDATE manifest SET value = 'x' WHERE key = 'program'"}) {
      CAPTURE(sql);
      fs::copy_file(store, bad, fs::copy_options::overwrite_existing);
      changed_by(bad, sql);
      for (const Words& command :
           {Words{"report", bad}, Words{"export", bad}, Words{"sweep", "--resume", "-o", bad},
            Words{"merge", dir / "new.db", bad}, Words{"run", "--replay", bad, "--run", "1"}}) {
        const Finished f = run(command);
        CHECK(f.code == 1);
        CHECK_MESSAGE(has(f.err, "bad.db: "), f.err);
      }
      CHECK(!fs::exists(dir / "new.db"));
    }
    // Bytes anywhere.
    const std::string whole = read_file(store), table = exported(store);
    for (std::size_t at = 40; at < whole.size(); at += whole.size() / 23) {
      std::string bytes = whole;
      bytes[at] = static_cast<char>(bytes[at] ^ 0x55);
      write_file(bad, bytes);
      const Finished f = run({"export", bad});
      CAPTURE(at);
      CHECK((f.code == 1 || (f.code == 0 && f.out == table)));
    }
  }

  TEST_CASE("a value that cannot be handed to the store is an error, not an empty cell") {
    const TempDir dir;
    parley::Database store(small_study(dir), parley::Database::Mode::read);
    parley::Statement s = store.prepare("SELECT ?1");
    CHECK_THROWS_AS(s.bind(2, std::int64_t{1}), parley::StoreError);
    CHECK_THROWS_AS(s.bind(2, std::string_view("text")), parley::StoreError);
    CHECK_THROWS_AS(s.bind(2, parley::Cell()), parley::StoreError);
  }

  TEST_CASE("a study may be read where nothing may be written, and reading leaves nothing behind") {
    const TempDir dir;
    const std::string store = small_study(dir), table = exported(store);
    const auto listing = [&] {
      std::set<std::string> names;
      for (const auto& entry : fs::directory_iterator(dir.path())) names.insert(entry.path().filename());
      return names;
    };
    const auto before = listing();
    fs::permissions(store, fs::perms::owner_read);
    fs::permissions(dir.path(), fs::perms::owner_read | fs::perms::owner_exec);
    CHECK(exported(store) == table);
    check_done(run({"report", store}));
    check_done(run({"run", "--replay", store, "--run", "3", "-q"}));
    fs::permissions(dir.path(), fs::perms::owner_all);
    CHECK(listing() == before);
    CHECK(run({"sweep", "--resume", "-o", store, "-q"}).code <= 1);  // root may write all the same
  }

  TEST_CASE("a study is made under a name that is no text, and its runs can be read") {
    const TempDir dir;
    const std::string odd = dir / "b\xf8.yaml", store = dir / "s.db";
    fs::copy_file(dicey(dir), odd);
    check_done(
        run({"sweep", odd, "--vary", "parties.NORTH.reservation=0.2,0.4", "-n", "5", "-q", "-o", store}));
    check_done(run({"report", store}));
    check_done(run({"sweep", "--resume", "-q", "-o", store}));
    CHECK(lines(exported(store)) == 11);
  }

  TEST_CASE("control characters and marks of writing direction of a file never reach a terminal") {
    const TempDir dir;
    const std::string folder = dir / "o";
    check_done(run({"run", dicey(dir), "-n", "3", "-q", "-o", folder}));
    Json manifest = Json::parse(read_file(folder + "/manifest.json"));
    manifest["scenario_file"] = "x\x1b[31m\u202e\u009b";
    manifest["manifest_sha256"] = parley::seal_of(manifest.dump());
    write_file(folder + "/manifest.json", manifest.dump());
    for (const Words& command : {Words{"explain", folder}, Words{"explain", folder, "--json"}}) {
      const Finished f = run(command);
      check_done(f);
      for (const std::string hostile : {"\x1b[31m", "\u202e", "\u009b"}) CHECK(!has(f.out, hostile));
    }
    CHECK(parley::shown_text("a\tb\nc\x1b[1m\xf8\u202e") == "a\tb\nc\\x1b[1m\\xf8\\u202e");
    CHECK(parley::shown_text("Zürich \u2014 \U0001F54A") == "Zürich \u2014 \U0001F54A");
    CHECK_FALSE(has(run({"check", dir / "\x1b[2J.yaml"}).err, "\x1b"));
  }

  TEST_CASE("a second writer is refused by the name of the first, and a killed one is passed over") {
    const TempDir dir;
    const std::string store = small_study(dir), owner = store + ".owner";
    const Words resume{"sweep", "--resume", "-q", "-o", store};
    write_file(owner,
               "host: another\nprocess: 1\nsince: 2026-01-01T00:00:00Z\nboot: x\nspace: y\nbegun: 1\n");
    const Finished f = run(resume);
    CHECK(f.code == 1);
    CHECK_MESSAGE(has(f.err, "process 1 on another"), f.err);
    CHECK(lines(exported(store)) == 11);  // reading goes on
    const timespec old[2]{{1'600'000'000, 0}, {1'600'000'000, 0}};
    REQUIRE(utimensat(AT_FDCWD, owner.c_str(), old, 0) == 0);
    fs::copy_file(owner, owner + ".123");  // killed while it took the store over
    REQUIRE(utimensat(AT_FDCWD, (owner + ".123").c_str(), old, 0) == 0);
    check_done(run(resume));  // silent for long
    CHECK(!fs::exists(owner));
    CHECK(!fs::exists(owner + ".123"));
  }

  TEST_CASE("a table that never ends, and talks that never end, are refused with the reason") {
    const TempDir dir;
    CHECK(run({"estimate", "prim", "/dev/zero"}).code == 2);
    check_refused({"run", small_war(dir), "--set", "talks.rounds=1000000", "-n", "1"}, "offers in one run");
  }
}
