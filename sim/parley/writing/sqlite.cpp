#include "parley/writing/sqlite.hpp"

#include <cstring>

#include <fmt/format.h>

namespace parley {

namespace {

[[noreturn]] void fail(sqlite3* database, const std::string& file) {
  const int code = database != nullptr ? sqlite3_extended_errcode(database) : SQLITE_NOMEM;
  const int system = database != nullptr ? sqlite3_system_errno(database) : 0;
  std::string why = database != nullptr ? sqlite3_errmsg(database) : "out of memory";
  const bool unwritten = code == SQLITE_IOERR_WRITE || code == SQLITE_IOERR_SHMSIZE ||
                         code == SQLITE_IOERR_FSYNC || code == SQLITE_IOERR_TRUNCATE;
  if ((code & 0xff) == SQLITE_FULL)
    why = "the disk is full";
  else if (unwritten)
    why = "cannot be written: the disk is full, or files may not be that large";
  else if ((code & 0xff) == SQLITE_BUSY)
    why = "another program is writing to it";
  else if ((code & 0xff) == SQLITE_NOTADB)
    why = "this is no study store";
  else if (((code & 0xff) == SQLITE_IOERR || (code & 0xff) == SQLITE_CANTOPEN) && system != 0)
    why = std::strerror(system);
  throw StoreError(fmt::format("{}: {}", file, why));
}

std::string file_of(sqlite3* database) {
  const char* name = sqlite3_db_filename(database, "main");
  return name != nullptr ? name : "";
}

}  // namespace

Statement::Statement(sqlite3* database, const std::string& sql) : database_(database) {
  sqlite3_stmt* made = nullptr;
  if (sqlite3_prepare_v2(database, sql.c_str(), static_cast<int>(sql.size()), &made, nullptr) != SQLITE_OK)
    fail(database, file_of(database));
  statement_.reset(made);
}

Statement& Statement::bind(int parameter, std::int64_t value) {
  sqlite3_bind_int64(statement_.get(), parameter, value);
  return *this;
}
Statement& Statement::bind(int parameter, double value) {
  sqlite3_bind_double(statement_.get(), parameter, value);
  return *this;
}
Statement& Statement::bind(int parameter, std::string_view text) {
  sqlite3_bind_text(statement_.get(), parameter, text.data(), static_cast<int>(text.size()),
                    SQLITE_TRANSIENT);
  return *this;
}
Statement& Statement::bind(int parameter, const Cell& cell) {
  if (const auto* whole = std::get_if<std::int64_t>(&cell)) return bind(parameter, *whole);
  if (const auto* number = std::get_if<double>(&cell)) return bind(parameter, *number);
  if (const auto* text = std::get_if<std::string>(&cell)) return bind(parameter, std::string_view(*text));
  sqlite3_bind_null(statement_.get(), parameter);
  return *this;
}

bool Statement::step() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) {
    const std::string file = file_of(database_);
    try {
      fail(database_, file);
    } catch (...) {
      sqlite3_reset(statement_.get());
      throw;
    }
  }
  return false;
}

void Statement::run() {
  while (step()) {
  }
  reset();
}

void Statement::reset() { sqlite3_reset(statement_.get()); }

std::string Statement::text(int column) const {
  const auto* bytes = sqlite3_column_text(statement_.get(), column);
  if (bytes == nullptr) return {};
  return {reinterpret_cast<const char*>(bytes),
          static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

Cell Statement::cell(int column) const {
  switch (sqlite3_column_type(statement_.get(), column)) {
    case SQLITE_INTEGER:
      return std::int64_t{whole(column)};
    case SQLITE_FLOAT:
      return number(column);
    case SQLITE_NULL:
      return std::monostate{};
    default:
      return text(column);
  }
}

Database::Database(std::string file, Mode mode) : file_(std::move(file)) {
  const auto open = [&](int flags) {
    sqlite3* opened = nullptr;
    const int code = sqlite3_open_v2(file_.c_str(), &opened, flags | SQLITE_OPEN_FULLMUTEX, nullptr);
    database_.reset(opened);
    return code == SQLITE_OK;
  };
  bool good = open(SQLITE_OPEN_READWRITE | (mode == Mode::create ? SQLITE_OPEN_CREATE : 0));
  // A file or folder that one may only read.
  if (!good && mode == Mode::read) good = open(SQLITE_OPEN_READONLY);
  if (!good) fail(database_.get(), file_);
  sqlite3_extended_result_codes(database_.get(), 1);
  sqlite3_busy_timeout(database_.get(), 2000);
}

void Database::execute(const std::string& sql) {
  if (sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    fail(database_.get(), file_);
}

std::int64_t Database::whole(const std::string& sql) {
  Statement s = prepare(sql);
  return s.step() ? s.whole(0) : 0;
}

std::string Database::text(const std::string& sql) {
  Statement s = prepare(sql);
  return s.step() ? s.text(0) : std::string();
}

std::string sql_name(std::string_view name) {
  std::string out = "\"";
  for (const char c : name) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

}  // namespace parley
