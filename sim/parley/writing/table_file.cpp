#include "parley/writing/table_file.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <new>

#include <fmt/format.h>
#include <zlib.h>

#include "parley/writing/csv_file.hpp"
#include "parley/writing/quoted.hpp"

namespace parley {

struct TableFile::Packing {
  z_stream stream{};
  Packing() {
    if (deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK) throw std::bad_alloc();
  }
  ~Packing() { deflateEnd(&stream); }
};

std::optional<TableFormat> table_format(std::string_view name) {
  const auto at = std::find(table_formats.begin(), table_formats.end(), name);
  if (at == table_formats.end()) return std::nullopt;
  return static_cast<TableFormat>(at - table_formats.begin());
}

namespace {

void append_number(std::string& line, const Cell& cell) {
  if (const auto* whole = std::get_if<std::int64_t>(&cell))
    fmt::format_to(std::back_inserter(line), "{}", *whole);
  if (const auto* number = std::get_if<double>(&cell); number != nullptr && *number == *number)
    fmt::format_to(std::back_inserter(line), "{}", *number);
}

void append_tsv(std::string& line, std::string_view text) {
  for (const char c : text) line += c == '\t' || c == '\n' || c == '\r' ? ' ' : c;
}

}  // namespace

TableFile::TableFile(const std::string& file, const FilesRead& reading, TableFormat format, bool gzip,
                     const Columns& columns)
    : out_(file, reading),
      format_(format),
      columns_(columns),
      packing_(gzip ? std::make_unique<Packing>() : nullptr) {
  if (format == TableFormat::jsonl) return;
  Row header;
  for (const auto& column : columns) header.emplace_back(column.name);
  add(header);
}

TableFile::~TableFile() = default;

void TableFile::add(const Row& row) {
  const bool semicolons = format_ == TableFormat::csv2;
  const char separator = format_ == TableFormat::tsv ? '\t' : semicolons ? ';' : ',';
  if (format_ == TableFormat::jsonl) buffer_ += '{';
  for (std::size_t i = 0; i < row.size(); ++i) {
    const auto* text = std::get_if<std::string>(&row[i]);
    if (i > 0) buffer_ += separator;
    if (format_ == TableFormat::jsonl) {
      buffer_ += quoted_text(columns_[i].name) + ":";
      if (text != nullptr)
        buffer_ += quoted_text(*text);
      else if (row[i].index() == 0)
        buffer_ += "null";
      else
        append_number(buffer_, row[i]);
    } else if (text == nullptr) {
      const std::size_t from = buffer_.size();
      append_number(buffer_, row[i]);
      if (semicolons)
        std::replace(buffer_.begin() + static_cast<std::ptrdiff_t>(from), buffer_.end(), '.', ',');
    } else if (format_ != TableFormat::tsv) {
      append_csv(buffer_, *text, separator);
    } else {
      append_tsv(buffer_, *text);
    }
  }
  buffer_ += format_ == TableFormat::jsonl ? "}\n" : "\n";
  if (buffer_.size() > (1U << 18U)) write(false);
}

void TableFile::write(bool last) {
  if (packing_) {
    z_stream& z = packing_->stream;
    z.next_in = reinterpret_cast<Bytef*>(buffer_.data());
    z.avail_in = static_cast<uInt>(buffer_.size());
    std::array<char, 1U << 16U> packed{};
    do {
      z.next_out = reinterpret_cast<Bytef*>(packed.data());
      z.avail_out = static_cast<uInt>(packed.size());
      deflate(&z, last ? Z_FINISH : Z_NO_FLUSH);
      out_.write({packed.data(), packed.size() - z.avail_out});
    } while (z.avail_out == 0);
  } else {
    out_.write(buffer_);
  }
  buffer_.clear();
}

void TableFile::close() {
  write(true);
  out_.commit();
}

}  // namespace parley
