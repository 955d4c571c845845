// ClickHouse's engine as a server for tests: the library is `clickhouse local`, which listens when it is told to by
// SYSTEM START LISTEN. Built by scripts/clickhouse.mjs.
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include "errors.h"
#include "replicas.h"

int main(int argc, char **argv) {
  void *library = dlopen(LIBRARY, RTLD_NOW);
  if (!library) {
    fprintf(stderr, "%s\n", dlerror());
    return 1;
  }
  const char *replicas = getenv("RIVULET_REPLICAS");
  if (!go_on_after_errors(library) || (replicas && !listen_to_replicas(library, replicas))) {
    fprintf(stderr, "this library is another than errors.c and replicas.c know\n");
    return 1;
  }
  void *(*run)(int, char **) = (void *(*)(int, char **))dlsym(library, "chdb_query_cmdline");
  const char *(*error_of)(void *) = (const char *(*)(void *))dlsym(library, "chdb_result_error");
  void *result = run(argc, argv);
  const char *error = result ? error_of(result) : "no result";
  if (error) fprintf(stderr, "%s\n", error);
  return error != NULL;
}
