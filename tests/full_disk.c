/* A disk of DATAGEN_DISK_BYTES bytes, for tests: writes to files under DATAGEN_DISK_PATH beyond that fail
 * with ENOSPC. Loaded with LD_PRELOAD. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static long long written = 0;

static int on_disk(int descriptor) {
  char link[64];
  char path[4096];
  const char *disk = getenv("DATAGEN_DISK_PATH");
  ssize_t length;
  snprintf(link, sizeof(link), "/proc/self/fd/%d", descriptor);
  length = readlink(link, path, sizeof(path) - 1);
  if (length < 0 || disk == NULL) return 0;
  path[length] = '\0';
  return strncmp(path, disk, strlen(disk)) == 0;
}

static int is_full(int descriptor, size_t count) {
  const char *limit = getenv("DATAGEN_DISK_BYTES");
  if (limit == NULL || !on_disk(descriptor)) return 0;
  if (__sync_add_and_fetch(&written, (long long)count) <= atoll(limit)) return 0;
  errno = ENOSPC;
  return 1;
}

ssize_t write(int descriptor, const void *data, size_t count) {
  static ssize_t (*real)(int, const void *, size_t) = NULL;
  if (real == NULL) real = (ssize_t(*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
  return is_full(descriptor, count) ? -1 : real(descriptor, data, count);
}

static ssize_t write_at(const char *name, int descriptor, const void *data, size_t count, off_t at) {
  ssize_t (*real)(int, const void *, size_t, off_t) =
      (ssize_t(*)(int, const void *, size_t, off_t))dlsym(RTLD_NEXT, name);
  return is_full(descriptor, count) ? -1 : real(descriptor, data, count, at);
}

ssize_t pwrite(int descriptor, const void *data, size_t count, off_t at) {
  return write_at("pwrite", descriptor, data, count, at);
}

ssize_t pwrite64(int descriptor, const void *data, size_t count, off_t at) {
  return write_at("pwrite64", descriptor, data, count, at);
}
