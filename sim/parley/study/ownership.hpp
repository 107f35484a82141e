// Who writes to a store?
//
// A store has one writer at a time. Locks of the file system say so where they work; on Lustre mounted with
// localflock, or NFS with nolock, they hold within one machine only. So a writer also leaves its name beside
// the store, in STORE.owner: host, process and since when. The file is made by a hard link, which succeeds
// for one process only on any file system, and its time is renewed while the writer lives. A file whose
// process is gone (same host), or that was not renewed for two minutes (another host), is nobody's.
#pragma once

#include <memory>
#include <string>

namespace parley {

class Ownership {
 public:
  // Throws StoreError: another process writes to this store, or its folder may not be written.
  explicit Ownership(const std::string& store);
  ~Ownership();
  Ownership(Ownership&&) noexcept;
  Ownership& operator=(Ownership&&) = delete;

  // False once somebody has taken the store over, believing this process gone.
  bool held() const;

 private:
  struct Held;
  std::unique_ptr<Held> held_;
};

}  // namespace parley
