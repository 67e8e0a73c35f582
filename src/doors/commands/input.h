// What a command takes, as data: the command line, help, pages and the JSON Schema of a request are
// derived from it.
//
// Thread-safety: values.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "foundation/base/json.h"

namespace datagen::commands {

enum class InputType {
  kText,
  kInteger,
  kReal,
  kFlag,
  kChoice,        // one of Input::choices
  kSize,          // bytes, like 64MB
  kSizes,         // NAME=N, as often as wanted, or N alone for all names
  kSlice,         // I/N
  kUrl,           // of a database
  kFile,          // read; "-" is the standard input
  kOutputFile,    // written
  kFolder,        // read
  kData,          // a folder of data or the URL of a database, read
  kOutputFolder,  // written
};

// Where a command's rows go to or come from; some inputs go with some of them alone.
enum class Place { kFiles, kStream, kDatabase };

struct Input {
  std::string name;  // words joined by "_"
  InputType type = InputType::kText;
  std::string doc;  // a clause; other inputs are named {so}
  bool required = false;
  bool positional = false;
  bool repeated = false;
  bool may_be_empty = false;  // "" is a value like others
  char letter = 0;            // its short name, if it has one
  std::string value_name;     // stands for the value in a synopsis: SPEC; "": by the type
  std::string default_text;   // "": by the value that it is bound to
  std::vector<std::string> choices = {};
  std::vector<std::string> suggestions = {};  // worth offering; other values are taken too
  std::optional<double> min = {};             // of kInteger and kReal, inclusive
  std::optional<double> max = {};
  std::string group = {};             // the heading that it stands under; "": by the list
  std::vector<Place> only_with = {};  // empty: by the list's group, or with every place
};

bool GoesWith(const Input& input, Place place);

// What stands for the value in a synopsis.
std::string ValueName(const Input& input);

// "text", "integer", … as the machine-readable form calls the type.
const char* NameOf(InputType type);

// "a whole number from 1 to 1024": what a message says is expected.
std::string Expected(const Input& input);

// The JSON Schema (draft 2020-12) of the input's value.
base::Json SchemaOf(const Input& input);

// The doc with other inputs called as `call` says.
std::string SpokenDoc(const std::string& doc, std::string (*call)(const std::string& name));

}  // namespace datagen::commands
