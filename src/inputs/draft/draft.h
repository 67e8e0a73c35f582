// Drafts a spec from a relational schema: every table with its columns, keys that hold, values that
// look like what the names say, and the reason for each choice.
//
// The draft is meant to be read and edited. What of the schema it can't keep is a note.
#pragma once

#include <string>
#include <vector>

#include "data/schema/schema.h"
#include "foundation/work/job_context.h"
#include "inputs/draft/key_graph.h"
#include "language/spec/spec.h"

namespace datagen::draft {

struct DraftOptions {
  std::string name = "schema";  // of the data set
  SizeOptions size;
  work::JobContext job;  // its progress goes by tables
};

// `notes` takes what could not be kept. Errors: the stop's.
base::Result<spec::Spec> DraftSpec(const schema::Schema& schema, const DraftOptions& options,
                                   std::vector<schema::Note>* notes);

}  // namespace datagen::draft
