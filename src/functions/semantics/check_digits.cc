#include "functions/semantics/check_digits.h"

#include <array>
#include <cstdint>
#include <cstring>
#include <utility>

namespace datagen::semantics {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
int Digit(char c) { return c - '0'; }
char ToDigit(int value) { return static_cast<char>('0' + value); }

// The digits of a text without its separators, for reading and writing. Check places count as
// digits.
class Digits {
 public:
  Digits(char* text, int size) {
    for (int i = 0; i < size && count_ < kMax; ++i) {
      if (IsDigit(text[i]) || text[i] == '_') places_[static_cast<size_t>(count_++)] = text + i;
    }
  }
  [[nodiscard]] int count() const { return count_; }
  [[nodiscard]] int operator[](int i) const { return Digit(*places_[static_cast<size_t>(i)]); }
  void Set(int i, int value) { *places_[static_cast<size_t>(i)] = ToDigit(value); }
  // Sum of weight × digit over the first `count` digits.
  template <size_t count>
  [[nodiscard]] int Sum(const std::array<int, count>& weights) const {
    int sum = 0;
    for (size_t i = 0; i < count; ++i) sum += weights[i] * (*this)[static_cast<int>(i)];
    return sum;
  }

 private:
  static constexpr int kMax = 40;
  std::array<char*, kMax> places_{};
  int count_ = 0;
};

// Doubling every second digit from the right; the check digit is the last.
void Luhn(char* text, int size) {
  Digits digits(text, size);
  int sum = 0;
  for (int i = digits.count() - 2, place = 0; i >= 0; --i, ++place) {
    const int value = place % 2 == 0 ? 2 * digits[i] : digits[i];
    sum += value / 10 + value % 10;
  }
  digits.Set(digits.count() - 1, (10 - sum % 10) % 10);
}

// Weights 1 and 3 in turn, from the right: 3 first.
void Ean(char* text, int size) {
  Digits digits(text, size);
  int sum = 0;
  for (int i = digits.count() - 2, place = 0; i >= 0; --i, ++place) {
    sum += digits[i] * (place % 2 == 0 ? 3 : 1);
  }
  digits.Set(digits.count() - 1, (10 - sum % 10) % 10);
}

void Isbn10(char* text, int size) {
  int sum = 0;
  for (int i = 0; i < 9; ++i) sum += (10 - i) * Digit(text[i]);
  const int check = (11 - sum % 11) % 11;
  text[size - 1] = check == 10 ? 'X' : ToDigit(check);
}

// The rest of the number that letters (A = 10 … Z = 35) and digits write, modulo 97.
int Rest97(const char* text, int size, int rest) {
  for (int i = 0; i < size; ++i) {
    const char c = text[i];
    rest = IsDigit(c) ? (rest * 10 + Digit(c)) % 97 : (rest * 100 + (c - 'A' + 10)) % 97;
  }
  return rest;
}

void WriteTwo(int value, char* text) {
  text[0] = ToDigit(value / 10);
  text[1] = ToDigit(value % 10);
}

void Iban(char* text, int size) {
  constexpr int kHead = 4;  // country and check digits
  int rest = Rest97(text + kHead, size - kHead, 0);
  rest = Rest97(text, 2, rest);
  rest = Rest97("00", 2, rest);
  WriteTwo(98 - rest, text + 2);
}

// Belgium: the last two digits of the account are the rest of the others by 97, 97 for 0.
void IbanBelgium(char* text, int size) {
  const int rest = Rest97(text + 4, 10, 0);
  WriteTwo(rest == 0 ? 97 : rest, text + 14);
  Iban(text, size);
}

int SpanishCheck(const char* digits, int count) {
  constexpr std::array<int, 10> kWeights = {1, 2, 4, 8, 5, 10, 9, 7, 3, 6};
  int sum = 0;
  for (int i = 0; i < count; ++i) {
    sum += kWeights[static_cast<size_t>(10) - static_cast<size_t>(count - i)] * Digit(digits[i]);
  }
  const int check = 11 - sum % 11;
  return check == 11 ? 0 : check == 10 ? 1 : check;
}

// Spain: bank and branch, two check digits (one of bank and branch, one of the account), account.
void IbanSpain(char* text, int size) {
  text[12] = ToDigit(SpanishCheck(text + 4, 8));
  text[13] = ToDigit(SpanishCheck(text + 14, 10));
  Iban(text, size);
}

void Vin(char* text, int /*size*/) {
  constexpr std::string_view kLetters = "ABCDEFGHJKLMNPRSTUVWXYZ";
  constexpr std::string_view kValues = "12345678123457923456789";
  constexpr std::array<int, 17> kWeights = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
  int sum = 0;
  for (size_t i = 0; i < kWeights.size(); ++i) {
    if (kWeights[i] == 0) continue;
    const int value = IsDigit(text[i]) ? Digit(text[i]) : Digit(kValues[kLetters.find(text[i])]);
    sum += kWeights[i] * value;
  }
  text[8] = sum % 11 == 10 ? 'X' : ToDigit(sum % 11);
}

// Brazil, CPF: two digits, each 11 less the rest by 11, 0 for 10 and 11.
void Cpf(char* text, int size) {
  Digits digits(text, size);
  for (int check = 9; check <= 10; ++check) {
    int sum = 0;
    for (int i = 0; i < check; ++i) sum += (check + 1 - i) * digits[i];
    const int rest = sum * 10 % 11;
    digits.Set(check, rest == 10 ? 0 : rest);
  }
}

// Spain, DNI: the letter of the number's rest by 23.
void Dni(char* text, int size) {
  int64_t number = 0;
  for (int i = 0; i < size - 1; ++i) number = number * 10 + Digit(text[i]);
  text[size - 1] = "TRWAGMYFPDXBNJZSQVHLCKE"[number % 23];
}

// France, NIR: 97 less the rest by 97 of the first thirteen digits.
void Nir(char* text, int size) {
  Digits digits(text, size);
  int rest = 0;
  for (int i = 0; i < 13; ++i) rest = (rest * 10 + digits[i]) % 97;
  digits.Set(13, (97 - rest) / 10);
  digits.Set(14, (97 - rest) % 10);
}

void Pesel(char* text, int size) {
  Digits digits(text, size);
  constexpr std::array<int, 10> kWeights = {1, 3, 7, 9, 1, 3, 7, 9, 1, 3};
  digits.Set(10, (10 - digits.Sum(kWeights) % 10) % 10);
}

// Netherlands, BSN: weights 9 to 2 and -1 give a multiple of 11. Where the digit would be 10, the
// one before it (weight 2) goes one up, which takes the digit to 1 or, round the end, to 3.
void Bsn(char* text, int size) {
  Digits digits(text, size);
  constexpr std::array<int, 8> kWeights = {9, 8, 7, 6, 5, 4, 3, 2};
  while (digits.Sum(kWeights) % 11 == 10) digits.Set(7, (digits[7] + 1) % 10);
  digits.Set(8, digits.Sum(kWeights) % 11);
}

// Belgium, national number of those born before 2000: 97 less the rest by 97.
void BelgianNumber(char* text, int size) {
  Digits digits(text, size);
  int rest = 0;
  for (int i = 0; i < 9; ++i) rest = (rest * 10 + digits[i]) % 97;
  digits.Set(9, (97 - rest) / 10);
  digits.Set(10, (97 - rest) % 10);
}

// Finland: the sign of the rest by 31 of the nine digits, around the century's sign.
void Hetu(char* text, int size) {
  Digits digits(text, size);
  int rest = 0;
  for (int i = 0; i < 9; ++i) rest = (rest * 10 + digits[i]) % 31;
  text[size - 1] = "0123456789ABCDEFHJKLMNPRSTUVWXY"[rest];
}

// India, Aadhaar: Verhoeff's scheme over the dihedral group of order ten ("Error Detecting Decimal
// Codes", 1969).
int DihedralProduct(int a, int b) {
  if (a < 5) return b < 5 ? (a + b) % 5 : 5 + (a + b - 5) % 5;
  return b < 5 ? 5 + (a - b) % 5 : (a - b + 5) % 5;
}

void Verhoeff(char* text, int size) {
  constexpr std::array<int, 10> kPermutation = {1, 5, 7, 6, 2, 8, 3, 0, 9, 4};
  Digits digits(text, size);
  int check = 0;
  for (int i = digits.count() - 2, place = 1; i >= 0; --i, ++place) {
    int value = digits[i];
    for (int k = 0; k < place % 8; ++k) value = kPermutation[static_cast<size_t>(value)];
    check = DihedralProduct(check, value);
  }
  // The inverse: rotations are undone by their opposite, reflections by themselves.
  digits.Set(digits.count() - 1, check > 0 && check < 5 ? 5 - check : check);
}

// China, resident identity: ISO/IEC 7064 MOD 11-2.
void ResidentIdentity(char* text, int size) {
  int rest = 0;
  for (int i = 0; i < size - 1; ++i) rest = (rest + Digit(text[i])) * 2 % 11;
  const int check = (12 - rest) % 11;
  text[size - 1] = check == 10 ? 'X' : ToDigit(check);
}

// Turkey: the tenth digit from the odd and even places, the eleventh the sum of all.
void TurkishNumber(char* text, int size) {
  Digits digits(text, size);
  int odd = 0;
  int even = 0;
  for (int i = 0; i < 9; ++i) (i % 2 == 0 ? odd : even) += digits[i];
  digits.Set(9, ((7 * odd - even) % 10 + 10) % 10);
  digits.Set(10, (odd + even + digits[9]) % 10);
}

// Australia, TFN: weights give a multiple of 11. Of the two last digits (weights 7 and 10) the
// first is raised until the second exists.
void TaxFileNumber(char* text, int size) {
  Digits digits(text, size);
  constexpr std::array<int, 8> kWeights = {1, 4, 3, 7, 5, 8, 6, 9};
  // 10 is -1: the last digit is the sum of the others, if that is a digit.
  while (digits.Sum(kWeights) % 11 == 10) digits.Set(7, (digits[7] + 1) % 10);
  digits.Set(8, digits.Sum(kWeights) % 11);
}

// Germany, pension insurance number: weights over the digits, the letter as two of them.
void PensionNumber(char* text, int /*size*/) {
  constexpr std::array<int, 12> kWeights = {2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1};
  std::array<int, 12> values{};
  const int letter = text[8] - 'A' + 1;
  for (size_t i = 0; i < 8; ++i) values[i] = Digit(text[i]);
  values[8] = letter / 10;
  values[9] = letter % 10;
  values[10] = Digit(text[9]);
  values[11] = Digit(text[10]);
  int sum = 0;
  for (size_t i = 0; i < values.size(); ++i) {
    const int product = values[i] * kWeights[i];
    sum += product / 10 + product % 10;
  }
  text[11] = ToDigit(sum % 10);
}

constexpr std::pair<std::string_view, CheckDigits> kSchemes[] = {
    {"luhn", Luhn},
    {"ean", Ean},
    {"isbn10", Isbn10},
    {"iban", Iban},
    {"iban_be", IbanBelgium},
    {"iban_es", IbanSpain},
    {"vin", Vin},
    {"cpf", Cpf},
    {"dni", Dni},
    {"nir", Nir},
    {"pesel", Pesel},
    {"bsn", Bsn},
    {"belgian", BelgianNumber},
    {"hetu", Hetu},
    {"verhoeff", Verhoeff},
    {"resident", ResidentIdentity},
    {"turkish", TurkishNumber},
    {"tfn", TaxFileNumber},
    {"pension", PensionNumber},
};

}  // namespace

CheckDigits FindCheckDigits(std::string_view scheme) {
  for (const auto& [name, function] : kSchemes) {
    if (name == scheme) return function;
  }
  return nullptr;
}

}  // namespace datagen::semantics
