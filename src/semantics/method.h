// A kind of text about people, places, firms or things: what `faker` can make.
//
// A method is a template over the locale's lists, so adding one is adding a line to the file of its
// topic. Templates:
//   {{person.last_name}}   an item of that list, or a text of that method
//   {{ascii:person.last_name}}   the item in lower-case ASCII letters
//   {{digits:###}}   # = digit, % = 1 to 9, ! = 2 to 9, ? = capital letter, * = letter or digit
//   {{words:3-10}}   so many words of the locale, separated by spaces; {{Words:…}} capitalised
//   {{uuid}}   a version 4 uuid
// All else stands for itself.
#pragma once

#include <string>
#include <vector>

namespace datagen::semantics {

// What cells of one row share: two columns of a row that speak of the same subject agree.
enum class Subject { kPerson, kPlace, kCompany, kNone };

struct Method {
  std::string name;
  std::string doc;
  Subject subject;
  std::string text;  // the template
  // Appended to make the values of a column unique: "{n}" stands for the row's number in a seeded
  // order. "" where the method has no unique form.
  std::string unique_text;
};

// All methods, from the files of this folder (the list is made by the build).
const std::vector<const Method*>& Methods();
const Method* FindMethod(const std::string& name);

}  // namespace datagen::semantics
