// Declared defects as the library's users give them: JSON, read against a plan.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "datagen/datagen.h"
#include "making/defects/overlay.h"

namespace datagen::api {

// `name` stands for the text in messages. Errors: invalid, with all mistakes. Lifetime: `engine`
// must outlive the overlay.
Outcome ReadDefects(const engine::Engine& engine, const std::string& text, const std::string& name,
                    std::unique_ptr<defects::Overlay>* overlay);

// What summaries say of them.
std::vector<MissedDefect> MissedOf(const std::vector<defects::Asked>& missed);

}  // namespace datagen::api
