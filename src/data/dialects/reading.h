// What a reader of SQL has to know of a dialect, as data.
//
// Thread-safety: values.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "data/schema/schema.h"

namespace datagen::dialects {

// How text is cut into words, names and literals.
struct LexicalRules {
  bool backslash_escapes = false;    // 'it\'s'
  bool hash_comments = false;        // # to the end of the line
  bool double_quoted_texts = false;  // "text" is a literal, not a name
  bool dollar_quotes = false;        // $tag$ … $tag$
  bool nested_comments = false;      // /* /* */ */
  bool version_comments = false;     // /*!40101 code */
  bool bracket_names = false;        // [name]
  bool quoted_paths = false;         // `project.dataset.table` is three names
  bool slash_ends = false;           // a line with only / ends a statement, and routines end there
  bool go_ends = false;              // a line with only GO does
  bool client_set = false;           // SET … ends with its line
  bool delimiter_lines = true;       // DELIMITER // names what ends statements
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

struct Reading {
  LexicalRules lexical;
  std::vector<TypeRule> types;
  // Texts in small letters that speak for the dialect, and how much.
  std::vector<std::pair<std::string_view, int>> marks;
  int64_t single_bits_max = 24;          // FLOAT(p) of so many bits is a single
  bool like_copies_keys = true;          // (LIKE t) copies keys too
  bool key_is_primary = false;           // `id int KEY` is a primary key
  bool identity_refuses_values = false;  // IDENTITY: no row may give a number
  bool modify_redefines = false;         // MODIFY a int: what is not said anew is gone
  bool hash_names_temporary = false;     // #t is a temporary table
};

}  // namespace datagen::dialects
