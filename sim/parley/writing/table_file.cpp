#include "parley/writing/table_file.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <iterator>

#include <fmt/format.h>
#include <zlib.h>

#include "parley/writing/csv_file.hpp"
#include "parley/writing/quoted.hpp"

namespace parley {

struct TableFile::Packing {
  z_stream stream{};
  Packing() { deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY); }
  ~Packing() { deflateEnd(&stream); }
};

std::optional<TableFormat> table_format(std::string_view name) {
  if (name == "csv") return TableFormat::csv;
  if (name == "tsv") return TableFormat::tsv;
  if (name == "jsonl") return TableFormat::jsonl;
  return std::nullopt;
}

namespace {

std::string shown(const std::string& file) { return file.empty() ? "standard output" : file; }

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

TableFile::TableFile(const std::string& file, TableFormat format, bool gzip, const Columns& columns)
    : file_(file),
      format_(format),
      columns_(columns),
      packing_(gzip ? std::make_unique<Packing>() : nullptr) {
  errno = 0;
  out_ = file.empty() ? stdout : std::fopen(file.c_str(), "wb");
  if (out_ == nullptr)
    throw WriteError(fmt::format("cannot write {}: {}", shown(file_), std::strerror(errno)));
  if (format == TableFormat::jsonl) return;
  Row header;
  for (const auto& column : columns) header.emplace_back(column.name);
  add(header);
}

TableFile::~TableFile() {
  if (out_ != nullptr && out_ != stdout) std::fclose(out_);
}

void TableFile::add(const Row& row) {
  if (format_ == TableFormat::jsonl) buffer_ += '{';
  for (std::size_t i = 0; i < row.size(); ++i) {
    const auto* text = std::get_if<std::string>(&row[i]);
    if (i > 0) buffer_ += format_ == TableFormat::tsv ? '\t' : ',';
    if (format_ == TableFormat::jsonl) {
      buffer_ += quoted_text(columns_[i].name) + ":";
      if (text != nullptr)
        buffer_ += quoted_text(*text);
      else if (row[i].index() == 0)
        buffer_ += "null";
      else
        append_number(buffer_, row[i]);
    } else if (text == nullptr) {
      append_number(buffer_, row[i]);
    } else if (format_ == TableFormat::csv) {
      append_csv(buffer_, *text);
    } else {
      append_tsv(buffer_, *text);
    }
  }
  buffer_ += format_ == TableFormat::jsonl ? "}\n" : "\n";
  if (buffer_.size() > (1U << 18U)) write(false);
}

void TableFile::write(bool last) {
  errno = 0;
  bool good = true;
  if (packing_) {
    z_stream& z = packing_->stream;
    z.next_in = reinterpret_cast<Bytef*>(buffer_.data());
    z.avail_in = static_cast<uInt>(buffer_.size());
    std::array<char, 1U << 16U> packed{};
    do {
      z.next_out = reinterpret_cast<Bytef*>(packed.data());
      z.avail_out = static_cast<uInt>(packed.size());
      deflate(&z, last ? Z_FINISH : Z_NO_FLUSH);
      const std::size_t n = packed.size() - z.avail_out;
      good = good && std::fwrite(packed.data(), 1, n, out_) == n;
    } while (z.avail_out == 0);
  } else {
    good = std::fwrite(buffer_.data(), 1, buffer_.size(), out_) == buffer_.size();
  }
  buffer_.clear();
  if (last) good = std::fflush(out_) == 0 && good;
  if (!good) throw WriteError(fmt::format("cannot write {}: {}", shown(file_), std::strerror(errno)));
}

void TableFile::close() {
  write(true);
  std::FILE* out = out_;
  out_ = nullptr;
  if (out != stdout && std::fclose(out) != 0)
    throw WriteError(fmt::format("cannot write {}: {}", shown(file_), std::strerror(errno)));
}

}  // namespace parley
