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

ssize_t write(int descriptor, const void *data, size_t count) {
  static ssize_t (*real)(int, const void *, size_t) = NULL;
  const char *limit = getenv("DATAGEN_DISK_BYTES");
  if (real == NULL) real = (ssize_t(*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
  if (limit != NULL && on_disk(descriptor)) {
    if (__sync_add_and_fetch(&written, (long long)count) > atoll(limit)) {
      errno = ENOSPC;
      return -1;
    }
  }
  return real(descriptor, data, count);
}
