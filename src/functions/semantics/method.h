// A kind of text about people, places, firms or things: what `faker` can make.
//
// A method is a template over the locale's lists, so adding one is adding a line to the file of its
// topic. Templates:
//   {{person.last_name}}   an item of that list, or a text of that method
//   {{ascii:person.last_name}}   the item in lower-case ASCII letters
//   {{location.state@abbr}}   the same item in another form of the list
//   {{phone_number.of}}   the list of the country (phone_number.of.DE), else the one without it
//   {{country}}   the country's ISO 3166 code
//   {{country.name}}   its name in the language of the locale
//   {{digits:###}}   # = digit, % = 1 to 9, ! = 2 to 9, ^ or ? = capital letter, * = letter or
//   digit,
//                    & and ~ = capital letter of Canadian and of British postcodes, $ = sign of
//                    VINs
//   {{check:luhn:4#######_}}   digits with _ for what the scheme computes (check_digits.h)
//   {{int:1-255}}   a whole number from 1 to 255;  {{hex:32}}   so many hexadecimal digits
//   {{words:3-10}}   so many words of the locale, separated by spaces; {{Words:…}} capitalised
//   {{sentences:3-6}}   so many sentences
//   {{rest:finance.iban.of}}   the item without its first four characters
//   {{uuid}}   a version 4 uuid
// All else stands for itself.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace datagen::semantics {

// What cells of one row share: two columns of a row that speak of the same subject agree.
enum class Subject { kPerson, kPlace, kCompany, kAccount, kCard, kNone };

// What a method gives: a text, or a number that stays one.
enum class Made { kText, kDate, kFloat };

// A list that is not in the locale data, under a path of its own.
struct OwnList {
  std::string path;
  std::vector<std::string> items;
};

struct Method {
  std::string name;
  std::string doc;
  Subject subject;
  std::string text;  // the template; "" of numbers
  // For a unique column: "{n}" stands for the row's number in a seeded order. "" where the method
  // has no unique form.
  std::string unique_text = "";
  Made made = Made::kText;
  double low = 0;  // of numbers; of dates in years before the timeframe's start
  double high = 0;
  std::vector<OwnList> lists = {};  // that the template needs
  // The template of a row whose country is known; "": as for any.
  std::string text_of_country = "";
  // The method that tells of the row's own place, where this one tells of any; "": there is none.
  std::string of_own_place = "";
};

// The methods of a file of topics/, by its name (the list is made by the build).
struct Topic {
  std::string name;
  const std::vector<Method>* methods = nullptr;
};
const std::vector<Topic>& Topics();

// All methods, a topic after the other.
const std::vector<const Method*>& Methods();
const Method* FindMethod(const std::string& name);
// The method that another spelling means: "email" of "person.Email", "first_name" of "forename",
// "email" of "emial"; "" where none is near.
std::string MeantMethod(std::string_view given);

}  // namespace datagen::semantics
