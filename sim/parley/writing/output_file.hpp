// May a path be written, and how does a file become whole or stay what it was?
//
// Everything that Parley writes goes through here. What is being read is never written, by whatever name,
// symbolic or hard link it is reached, nor are the files that SQLite keeps beside it. A file is written
// beside its place, brought to the disk and then renamed: whoever looks sees the old file or the new one,
// whole. Links are followed; devices, pipes and standard output are written through, never replaced.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace parley {

// A file could not be written; what() says which and why.
struct WriteError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// The files that a command reads.
using FilesRead = std::vector<std::string>;

// Nothing, or why this path may not be written: it is a folder, or one of the files that are read. An empty
// path is standard output.
std::string write_refusal(const std::string& path, const FilesRead& reading);

// The name of what is not whole yet, where that stays when the program is killed (Unfinished::stays).
std::filesystem::path part_of(const std::filesystem::path& path);

// Where a path leads once its symbolic links are followed, the last of them also where it leads to nothing.
std::filesystem::path followed(const std::filesystem::path& path);

// Throws WriteError.
class OutputFile {
 public:
  enum class Old { replaced, kept };          // kept: a file that is there already is an error
  enum class Unfinished { vanishes, stays };  // what a program that was killed leaves: nothing, or NAME.part

  OutputFile(const std::string& path, const FilesRead& reading, Old old = Old::replaced,
             Unfinished unfinished = Unfinished::vanishes);
  ~OutputFile();
  OutputFile(OutputFile&&) noexcept;
  OutputFile& operator=(OutputFile&&) = delete;

  void write(std::string_view bytes);
  // Everything is on the disk, but not yet under its name: what commit has left to do asks for no memory.
  void sync();
  // Gives the file its name. Without it the old file stays.
  void commit();
  const std::string& path() const;
  // Of all that was written, in hexadecimal.
  std::string sha256() const;

 private:
  struct Open;
  std::unique_ptr<Open> open_;
};

// Several files of one folder that get their names together, when all are on the disk.
class OutputFolder {
 public:
  // Makes the folder.
  OutputFolder(const std::string& folder, FilesRead reading,
               OutputFile::Unfinished unfinished = OutputFile::Unfinished::vanishes);
  OutputFile& file(const std::string& name);
  // An old file of this name goes when the new ones come.
  void drop(const std::string& name);
  std::map<std::string, std::string> sha256() const;  // by name
  // All files are on the disk, but not yet under their names.
  void sync();
  void commit();

 private:
  std::filesystem::path folder_;
  FilesRead reading_;
  OutputFile::Unfinished unfinished_;
  std::map<std::string, std::unique_ptr<OutputFile>> files_;
  std::vector<std::filesystem::path> dropped_;
};

// Writes a whole file, or leaves the old one.
void write_whole(const std::string& path, std::string_view text, const FilesRead& reading,
                 OutputFile::Old old = OutputFile::Old::replaced);

}  // namespace parley
