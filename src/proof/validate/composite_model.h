// Influences that act together on a metric: how a target names them, and their factors in SQL.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "proof/validate/check.h"

namespace datagen::validate {

// One influence that rows can be told apart by.
struct Influence {
  std::string name;    // "dow", or the effect's table
  std::string level;   // SQL: the row's level as text
  std::string factor;  // SQL: the multiplier (or what is added) that the spec declares for it
};

struct CompositeModel {
  std::string table;
  std::string metric;
  bool additive = false;
  std::vector<Influence> influences;
  double spike_rate = 0;  // of outliers, which are set aside; 0: none
  bool spikes_drop = false;
  double mae = 0;  // tolerances; infinite when not given
  double mape = 0;
  int64_t rows_min = 0;                                       // of a stratum
  std::vector<std::pair<std::string, std::string>> baseline;  // influence, level; empty: the mean
};

// nullopt with *why when the files lack something that it reads.
std::optional<CompositeModel> ReadCompositeModel(const Context& context,
                                                 const spec::CompositeEffect& target,
                                                 std::string* why);

}  // namespace datagen::validate
