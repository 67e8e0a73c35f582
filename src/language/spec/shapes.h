// The keys of each object of the language: what the reader checks and the JSON Schema says.
#pragma once

#include <vector>

#include "functions/kernel/parameter.h"

namespace datagen::spec {

const std::vector<kernel::Parameter>& SpecShape();
const std::vector<kernel::Parameter>& MetadataShape();
const std::vector<kernel::Parameter>& TimeframeShape();
const std::vector<kernel::Parameter>& NodeShape();
const std::vector<kernel::Parameter>& ColumnShape();
const std::vector<kernel::Parameter>& ModifierShape();
const std::vector<kernel::Parameter>& ColumnConstraintsShape();
const std::vector<kernel::Parameter>& CorrelationShape();
const std::vector<kernel::Parameter>& ConstraintsShape();
const std::vector<kernel::Parameter>& ForeignKeyShape();
const std::vector<kernel::Parameter>& RangeShape();
const std::vector<kernel::Parameter>& InequalityShape();
const std::vector<kernel::Parameter>& PatternShape();
const std::vector<kernel::Parameter>& EnumShape();
const std::vector<kernel::Parameter>& TargetsShape();
const std::vector<kernel::Parameter>& WeekendShareShape();
const std::vector<kernel::Parameter>& MeanInRangeShape();
const std::vector<kernel::Parameter>& CompositeEffectShape();
const std::vector<kernel::Parameter>& ToleranceShape();
const std::vector<kernel::Parameter>& InfluenceShape();
const std::vector<kernel::Parameter>& WindowShape();
const std::vector<kernel::Parameter>& TimePatternShape();

}  // namespace datagen::spec
