// What differs between the SQL dialects, as data: one file in dialects/ each.
//
// Thread-safety: constant.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "data/schema/schema.h"

namespace datagen::ddl {

// How text is cut into words, names and literals.
struct LexicalRules {
  bool backslash_escapes = false;    // 'it\'s'
  bool hash_comments = false;        // # to the end of the line
  bool double_quoted_texts = false;  // "text" is a literal, not a name
  bool dollar_quotes = false;        // $tag$ … $tag$
  bool nested_comments = false;      // /* /* */ */
  bool version_comments = false;     // /*!40101 code */
  bool bracket_names = false;        // [name]
  bool slash_ends = false;           // a line with only / ends a statement, and routines end there
  bool go_ends = false;              // a line with only GO does
  bool client_set = false;           // SET … ends with its line
};

// A type that a dialect reads in its own way.
struct TypeRule {
  std::string name;  // in small letters
  schema::TypeFamily family = schema::TypeFamily::kOther;
  int bits = 0;
  bool is_unsigned = false;
  int precision = -1;  // -1: not given
  int scale = -1;
};

struct DialectInfo {
  std::string id;
  std::string title;
  std::vector<std::string> aliases;
  LexicalRules lexical;
  std::vector<TypeRule> types;
  // Texts in small letters that speak for the dialect, and how much.
  std::vector<std::pair<std::string_view, int>> marks;
};

// All dialects, from the files of dialects/ (the list is made by the build).
const std::vector<const DialectInfo*>& Dialects();
// By id or alias, ignoring case; nullptr when there is none.
const DialectInfo* FindDialect(std::string_view name);
// The dialect that a beginning of a script speaks most for.
const DialectInfo& RecogniseDialect(std::string_view beginning);

}  // namespace datagen::ddl
