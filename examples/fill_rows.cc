// Prints some rows of a table, made alone: fill_rows SPEC TABLE FIRST COUNT
//
// Shows the library: a spec in, any row range out through the Arrow C data interface.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sstream>

#include "datagen/datagen.h"

int main(int argc, char** argv) {
  if (argc != 5) {
    std::fprintf(stderr, "usage: fill_rows SPEC TABLE FIRST COUNT\n");
    return 2;
  }
  std::ifstream file(argv[1]);
  std::ostringstream text;
  text << file.rdbuf();

  datagen::Report report;
  const auto plan = datagen::Plan::Make(text.str(), argv[1], {}, &report);
  if (plan == nullptr) {
    std::fputs(datagen::RenderText(report.diagnostics).c_str(), stderr);
    return 2;
  }
  const int table = plan->Find(argv[2]);
  if (table < 0) {
    std::fprintf(stderr, "there is no table '%s'\n", argv[2]);
    return 2;
  }

  ArrowSchema schema;
  ArrowArray array;
  plan->Schema(table, &schema);
  const datagen::Outcome outcome =
      plan->Fill(table, std::atoll(argv[3]), std::atoll(argv[4]), &array);
  if (!outcome.ok()) {
    std::fputs(outcome.message().c_str(), stderr);
    schema.release(&schema);
    return static_cast<int>(outcome.code);
  }
  std::printf("%s: %lld rows from %s\n", argv[2], static_cast<long long>(array.length), argv[3]);
  for (int64_t row = 0; row < array.length; ++row) {
    for (int64_t column = 0; column < array.n_children; ++column) {
      const ArrowArray& values = *array.children[column];
      const char* format = schema.children[column]->format;
      if (std::strcmp(format, "l") == 0) {
        std::printf("%lld ",
                    static_cast<long long>(static_cast<const int64_t*>(values.buffers[1])[row]));
      } else if (std::strcmp(format, "g") == 0) {
        std::printf("%g ", static_cast<const double*>(values.buffers[1])[row]);
      } else {
        std::printf("(%s) ", schema.children[column]->name);
      }
    }
    std::printf("\n");
  }
  array.release(&array);
  schema.release(&schema);
  return 0;
}
