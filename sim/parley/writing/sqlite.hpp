// How do we speak to SQLite?
#pragma once

#include <memory>
#include <stdexcept>
#include <string>

#include <sqlite3.h>

#include "parley/writing/cells.hpp"

namespace parley {

// A file of results cannot be read or written; what() says which and why.
struct StoreError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class Statement {
 public:
  Statement(sqlite3* database, const std::string& sql);
  // Parameters count from 1.
  Statement& bind(int parameter, std::int64_t value);
  Statement& bind(int parameter, double value);
  Statement& bind(int parameter, std::string_view text);
  Statement& bind(int parameter, const Cell& cell);
  // True where there is a row; false at the end.
  bool step();
  void run();  // step to the end, then reset
  void reset();
  // Columns count from 0.
  int columns() const { return sqlite3_column_count(statement_.get()); }
  std::string name(int column) const { return sqlite3_column_name(statement_.get(), column); }
  Cell cell(int column) const;
  // 0 where the cell is empty; a StoreError where it holds what is no number (SQLite would make 0 of it).
  std::int64_t whole(int column) const;
  double number(int column) const;
  bool null(int column) const { return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL; }
  std::string text(int column) const;

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* s) const { sqlite3_finalize(s); }
  };
  sqlite3* database_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

class Database {
 public:
  // create: in memory, see bytes(). read: nothing is written or left beside the file, whatever its state is,
  // and no permission to write is needed; what a killed writer left half done is put right in a copy.
  enum class Mode { create, write, read };
  Database(std::string file, Mode mode);
  void execute(const std::string& sql);
  Statement prepare(const std::string& sql) { return {database_.get(), sql}; }
  // The first column of the first row.
  std::int64_t whole(const std::string& sql);
  std::string text(const std::string& sql);
  const std::string& file() const { return file_; }
  // Goes on reading from a copy, so that who writes to the file need not wait.
  void read_apart();
  // The whole file as it would stand on the disk.
  std::string bytes();
  bool in_transaction() const { return sqlite3_get_autocommit(database_.get()) == 0; }
  // Closes; a write-ahead log is folded into the file.
  void close() { database_.reset(); }

 private:
  bool open(const std::string& path, int flags, const char* system = nullptr);
  bool open_copy();
  struct Folder {
    void operator()(const std::string* folder) const;
  };
  struct Close {
    void operator()(sqlite3* d) const { sqlite3_close_v2(d); }
  };
  std::string file_;
  std::unique_ptr<const std::string, Folder> folder_;  // of a copy that is read; goes with it
  std::unique_ptr<sqlite3, Close> database_;
};

// A name between quotation marks, for SQL.
std::string sql_name(std::string_view name);

}  // namespace parley
