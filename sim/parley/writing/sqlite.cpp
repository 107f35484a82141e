#include "parley/writing/sqlite.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <new>

#include <fmt/format.h>

namespace parley {

namespace {

[[noreturn]] void fail(sqlite3* database, const std::string& file) {
  const int code = database != nullptr ? sqlite3_extended_errcode(database) : SQLITE_NOMEM;
  if ((code & 0xff) == SQLITE_NOMEM) throw std::bad_alloc();
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
  else if ((code & 0xff) == SQLITE_CORRUPT)
    why = "the file is damaged";
  else if (code == SQLITE_READONLY_ROLLBACK || code == SQLITE_READONLY_RECOVERY)
    why = "it was left in the middle of a write, and may not be written here to put that right";
  else if (((code & 0xff) == SQLITE_IOERR || (code & 0xff) == SQLITE_CANTOPEN) && system != 0)
    why = std::strerror(system);
  throw StoreError(fmt::format("{}: {}", file, why));
}

std::string file_of(sqlite3* database) {
  const char* name = sqlite3_db_filename(database, "main");
  return name != nullptr ? name : "";
}

// A value that could not be bound, for lack of memory say, would be stored as nothing.
void check_bound(int code, sqlite3* database) {
  if (code != SQLITE_OK) fail(database, file_of(database));
}

[[noreturn]] void no_number(sqlite3* database) {
  throw StoreError(fmt::format(
      "{}: the file is damaged, or was changed by another program: a cell holds something else than a number",
      file_of(database)));
}

}  // namespace

Statement::Statement(sqlite3* database, const std::string& sql) : database_(database) {
  sqlite3_stmt* made = nullptr;
  if (sqlite3_prepare_v2(database, sql.c_str(), static_cast<int>(sql.size()), &made, nullptr) != SQLITE_OK)
    fail(database, file_of(database));
  statement_.reset(made);
}

Statement& Statement::bind(int parameter, std::int64_t value) {
  check_bound(sqlite3_bind_int64(statement_.get(), parameter, value), database_);
  return *this;
}
Statement& Statement::bind(int parameter, double value) {
  check_bound(sqlite3_bind_double(statement_.get(), parameter, value), database_);
  return *this;
}
Statement& Statement::bind(int parameter, std::string_view text) {
  check_bound(sqlite3_bind_text64(statement_.get(), parameter, text.data(), text.size(), SQLITE_TRANSIENT,
                                  SQLITE_UTF8),
              database_);
  return *this;
}
Statement& Statement::bind(int parameter, const Cell& cell) {
  if (const auto* whole = std::get_if<std::int64_t>(&cell)) return bind(parameter, *whole);
  if (const auto* number = std::get_if<double>(&cell)) return bind(parameter, *number);
  if (const auto* text = std::get_if<std::string>(&cell)) return bind(parameter, std::string_view(*text));
  check_bound(sqlite3_bind_null(statement_.get(), parameter), database_);
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
  if (bytes == nullptr) {
    if (sqlite3_errcode(database_) == SQLITE_NOMEM) throw std::bad_alloc();
    return {};
  }
  return {reinterpret_cast<const char*>(bytes),
          static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

std::int64_t Statement::whole(int column) const {
  const int type = sqlite3_column_type(statement_.get(), column);
  if (type != SQLITE_INTEGER && type != SQLITE_NULL) no_number(database_);
  return sqlite3_column_int64(statement_.get(), column);
}

double Statement::number(int column) const {
  const int type = sqlite3_column_type(statement_.get(), column);
  if (type != SQLITE_INTEGER && type != SQLITE_FLOAT && type != SQLITE_NULL) no_number(database_);
  return sqlite3_column_double(statement_.get(), column);
}

Cell Statement::cell(int column) const {
  switch (sqlite3_column_type(statement_.get(), column)) {
    case SQLITE_INTEGER:
      return whole(column);
    case SQLITE_FLOAT:
      return number(column);
    case SQLITE_NULL:
      return std::monostate{};
    default:
      return text(column);
  }
}

namespace {

bool is_there(const std::string& file) {
  std::error_code ignored;
  return std::filesystem::file_size(file, ignored) > 0 && !ignored;
}

// A folder of our own for a copy that is read in place of the file.
std::string private_folder() {
  std::string folder = (std::filesystem::temp_directory_path() / "parley-XXXXXX").string();
  if (::mkdtemp(folder.data()) == nullptr)
    throw StoreError(fmt::format("cannot write {}: {} (TMPDIR names another folder)",
                                 std::filesystem::temp_directory_path().string(), std::strerror(errno)));
  return folder;
}

}  // namespace

void Database::Folder::operator()(const std::string* folder) const {
  std::error_code ignored;
  std::filesystem::remove_all(*folder, ignored);
  delete folder;
}

bool Database::open(const std::string& path, int flags, const char* system) {
  sqlite3* opened = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &opened, flags | SQLITE_OPEN_FULLMUTEX, system);
  database_.reset(opened);
  if (code != SQLITE_OK) return false;
  sqlite3_extended_result_codes(opened, 1);
  // A file is not trusted to be what we wrote.
  sqlite3_db_config(opened, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(opened, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_exec(opened, "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0", nullptr, nullptr, nullptr);
  // A reader waits for a commit, a writer for who reads.
  sqlite3_busy_timeout(opened, (flags & SQLITE_OPEN_READONLY) != 0 ? 30'000 : 600'000);
  // Whether it can be read at all: what a killed program left is looked at only now.
  return sqlite3_exec(opened, "SELECT count(*) FROM sqlite_master", nullptr, nullptr, nullptr) == SQLITE_OK;
}

Database::Database(std::string file, Mode mode) : file_(std::move(file)) {
  bool good = false;
  const auto lockless = [&] {
    return database_ != nullptr && ((sqlite3_extended_errcode(database_.get()) & 0xff) == SQLITE_IOERR ||
                                    (sqlite3_extended_errcode(database_.get()) & 0xff) == SQLITE_PROTOCOL);
  };
  switch (mode) {
    case Mode::create:
      good = open(":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
      break;
    case Mode::write:
      good = open(file_, SQLITE_OPEN_READWRITE);
      // A file system without locks: who may write is settled by the owner file (see study/ownership.hpp).
      if (!good && lockless()) good = open(file_, SQLITE_OPEN_READWRITE, "unix-none");
      break;
    case Mode::read:
      good = open(file_, SQLITE_OPEN_READONLY);
      if (!good) {
        const int code = sqlite3_extended_errcode(database_.get()) & 0xff;
        const bool left = is_there(file_ + "-journal") || is_there(file_ + "-wal");
        if (left || lockless() || code == SQLITE_READONLY) good = open_copy();
      }
      break;
  }
  if (!good) fail(database_.get(), file_);
}

// What a killed writer left half done is put right in a copy: reading needs no permission to write.
bool Database::open_copy() {
  if (std::error_code error; !std::filesystem::exists(file_, error)) return false;
  database_.reset();
  folder_.reset(new std::string(private_folder()));
  const std::string copy = *folder_ + "/copy";
  for (const char* end : {"", "-journal", "-wal"}) {
    std::error_code error;
    if (*end != '\0' && !std::filesystem::exists(file_ + end, error)) continue;
    std::filesystem::copy_file(file_ + end, copy + end, error);
    if (error)
      throw StoreError(fmt::format("{}: a copy of it is needed to read it, and cannot be made in {}: {}",
                                   file_, *folder_, error.message()));
    std::filesystem::permissions(copy + end, std::filesystem::perms::owner_all, error);
  }
  return open(copy, SQLITE_OPEN_READWRITE);
}

void Database::read_apart() {
  folder_.reset(new std::string(private_folder()));
  const std::string copy = *folder_ + "/copy";
  std::unique_ptr<sqlite3, Close> from = std::move(database_);
  if (!open(copy, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)) fail(database_.get(), copy);
  execute("PRAGMA synchronous = OFF");
  sqlite3_backup* backup = sqlite3_backup_init(database_.get(), "main", from.get(), "main");
  int code = SQLITE_BUSY;
  for (int tries = 0; backup != nullptr && tries < 300 && (code == SQLITE_BUSY || code == SQLITE_LOCKED);
       ++tries) {
    if (tries > 0) sqlite3_sleep(100);
    code = sqlite3_backup_step(backup, -1);
  }
  if (sqlite3_backup_finish(backup) != SQLITE_OK || code != SQLITE_DONE) fail(database_.get(), file_);
}

std::string Database::bytes() {
  sqlite3_int64 size = 0;
  struct Free {
    void operator()(unsigned char* p) const { sqlite3_free(p); }
  };
  const std::unique_ptr<unsigned char, Free> all(sqlite3_serialize(database_.get(), "main", &size, 0));
  if (!all) throw std::bad_alloc();
  return {reinterpret_cast<const char*>(all.get()), static_cast<std::size_t>(size)};
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
