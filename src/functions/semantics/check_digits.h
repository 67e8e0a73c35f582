// Check digits and letters of identifiers.
//
// Sources: Luhn: ISO/IEC 7812-1 annex B. IBAN: ISO 13616 with ISO/IEC 7064 MOD 97-10. EAN and
// ISBN-13: GS1 General Specifications 7.9. VIN: ISO 3779, 49 CFR 565. National numbers: the issuing
// offices' rules, as each function names them. All are verified in tests by python-stdnum.
// Thread-safety: pure functions.
#pragma once

#include <string_view>

namespace datagen::semantics {

// Fills in the characters '_' of a text of `size` characters. It may change other digits where no
// check digit exists for them (one in eleven of some schemes).
using CheckDigits = void (*)(char* text, int size);

// The scheme of that name ("luhn", "iban", …); nullptr when there is none.
CheckDigits FindCheckDigits(std::string_view scheme);

}  // namespace datagen::semantics
