#include "functions/semantics/method.h"

namespace datagen::semantics {
namespace {

// National numbers of persons: dates in them are real ones, check digits right (check_digits.h).
const std::vector<OwnList>& NationalNumbers() {
  static const auto* lists = new std::vector<OwnList>{
      {"national.of", {"{{digits:%########}}"}},
      {"national.of.AU", {"{{check:tfn:%#######_}}"}},
      {"national.of.BE",
       {"{{check:belgian:##0%1#%##__}}", "{{check:belgian:##100%%##__}}",
        "{{check:belgian:##120%%##__}}"}},
      {"national.of.BR", {"{{check:cpf:###.###.###-__}}"}},
      {"national.of.CA",
       {"{{check:luhn:1## ### ##_}}", "{{check:luhn:4## ### ##_}}", "{{check:luhn:5## ### ##_}}",
        "{{check:luhn:7## ### ##_}}"}},
      {"national.of.CH", {"{{check:ean:756.####.####.#_}}"}},
      {"national.of.CN",
       {"{{check:resident:110101195%0%1####_}}", "{{check:resident:310101197%0%0%###_}}",
        "{{check:resident:440103199%0%1####_}}", "{{check:resident:510104199%0%1####_}}"}},
      {"national.of.DE",
       {"{{check:pension:530%0%##?##_}}", "{{check:pension:651#0%##?##_}}",
        "{{check:pension:121#10##?##_}}"}},
      {"national.of.DK",
       {"{{digits:0%0%##-0###}}", "{{digits:1#0%##-2###}}", "{{digits:1#10##-3###}}"}},
      {"national.of.ES", {"{{check:dni:########_}}"}},
      {"national.of.FI",
       {"{{check:hetu:0%0%##-1##_}}", "{{check:hetu:1#0%##-4##_}}", "{{check:hetu:1#10##-7##_}}"}},
      {"national.of.FR",
       {"{{check:nir:1##0%75%##%##__}}", "{{check:nir:2##0%13%##%##__}}",
        "{{check:nir:2##1069%##%##__}}"}},
      {"national.of.GB",
       {"{{digits:AB ## ## ## A}}", "{{digits:CE ## ## ## B}}", "{{digits:HJ ## ## ## C}}",
        "{{digits:NL ## ## ## D}}", "{{digits:PW ## ## ## A}}", "{{digits:YZ ## ## ## C}}"}},
      {"national.of.IN", {"{{check:verhoeff:!### #### ###_}}"}},
      {"national.of.NL", {"{{check:bsn:1#######_}}", "{{check:bsn:2#######_}}"}},
      {"national.of.PL",
       {"{{check:pesel:##0%1#####_}}", "{{check:pesel:##100%####_}}",
        "{{check:pesel:##120%####_}}"}},
      {"national.of.SE",
       {"{{check:luhn:##0%1#-###_}}", "{{check:luhn:##100%-###_}}", "{{check:luhn:##120%-###_}}"}},
      {"national.of.TR", {"{{check:turkish:%########__}}"}},
      {"national.of.US",
       {"{{digits:1##-%#-%###}}", "{{digits:2##-%#-%###}}", "{{digits:3##-%#-%###}}",
        "{{digits:4##-%#-%###}}", "{{digits:5##-%#-%###}}", "{{digits:7##-%#-%###}}"}},
      {"national.of.ZA", {"{{check:luhn:##0%1#%###08_}}"}},
  };
  return *lists;
}

// How number plates look.
const std::vector<OwnList>& Plates() {
  static const auto* lists = new std::vector<OwnList>{
      {"plate.of", {"{{digits:^^-### ^^}}"}},
      {"plate.of.AR", {"{{digits:^^ ### ^^}}"}},
      {"plate.of.AT", {"{{digits:W-#####^}}", "{{digits:G-###^^}}", "{{digits:L-###^^}}"}},
      {"plate.of.AU", {"{{digits:^^^-##^}}"}},
      {"plate.of.BE", {"{{digits:1-^^^-###}}", "{{digits:2-^^^-###}}"}},
      {"plate.of.BR", {"{{digits:^^^#^##}}"}},
      {"plate.of.CA", {"{{digits:^^^^ ###}}", "{{digits:^## ^^^}}"}},
      {"plate.of.CH", {"{{digits:ZH ######}}", "{{digits:BE ######}}", "{{digits:GE ######}}"}},
      {"plate.of.CN", {"京A{{digits:#####}}", "沪B{{digits:#####}}", "粤A{{digits:#####}}"}},
      {"plate.of.CZ", {"{{digits:%^# ####}}"}},
      {"plate.of.DE",
       {"{{digits:B-^^ %###}}", "{{digits:M-^^ %###}}", "{{digits:HH-^^ %###}}",
        "{{digits:K-^^ %##}}", "{{digits:S-^ %###}}"}},
      {"plate.of.DK", {"{{digits:^^ ## ###}}"}},
      {"plate.of.ES", {"{{digits:#### ^^^}}"}},
      {"plate.of.FI", {"{{digits:^^^-%##}}"}},
      {"plate.of.FR", {"{{digits:^^-###-^^}}"}},
      {"plate.of.GB", {"{{digits:^^##}} {{digits:^^^}}"}},
      {"plate.of.GR", {"{{digits:^^^-####}}"}},
      {"plate.of.HU", {"{{digits:^^^ ###}}", "{{digits:AA ^^-###}}"}},
      {"plate.of.IN",
       {"{{digits:MH ## ^^ ####}}", "{{digits:DL ## ^^ ####}}", "{{digits:KA ## ^^ ####}}"}},
      {"plate.of.IT", {"{{digits:^^ ### ^^}}"}},
      {"plate.of.JP",
       {"品川 {{digits:3##}} あ {{digits:##-##}}", "横浜 {{digits:5##}} さ {{digits:##-##}}"}},
      {"plate.of.KR", {"{{digits:1##}}가 {{digits:####}}", "{{digits:2##}}나 {{digits:####}}"}},
      {"plate.of.MX", {"{{digits:^^^-##-##}}"}},
      {"plate.of.NL", {"{{digits:^^-###-^}}", "{{digits:#-^^^-##}}"}},
      {"plate.of.NO", {"{{digits:^^ #####}}"}},
      {"plate.of.PL", {"{{digits:^^ #####}}", "{{digits:^^^ ####}}"}},
      {"plate.of.PT", {"{{digits:^^-##-^^}}"}},
      {"plate.of.RO", {"{{digits:B-##-^^^}}", "{{digits:CJ-##-^^^}}"}},
      {"plate.of.RU", {"А{{digits:###}}ВС {{digits:77}}", "К{{digits:###}}МН {{digits:78}}"}},
      {"plate.of.SE", {"{{digits:^^^ ##^}}"}},
      {"plate.of.TR", {"{{digits:34 ^^^ ###}}", "{{digits:06 ^^ ####}}"}},
      {"plate.of.UA", {"АА {{digits:####}} ВС", "ВН {{digits:####}} ІК"}},
      {"plate.of.US", {"{{digits:^^^-####}}", "{{digits:%^^^###}}", "{{digits:^^^####}}"}},
  };
  return *lists;
}

}  // namespace

const std::vector<Method>& IdentifierTopic() {
  static const auto* methods = new std::vector<Method>{
      {"uuid4", "version 4 uuid as text", Subject::kNone, "{{uuid}}", "{{uuid}}"},
      {"md5", "32 hexadecimal digits", Subject::kNone, "{{hex:32}}", "{{uuid}}"},
      {"sha1", "40 hexadecimal digits", Subject::kNone, "{{hex:40}}"},
      {"sha256", "64 hexadecimal digits", Subject::kNone, "{{hex:64}}"},
      {.name = "ssn",
       .doc = "national number of a person in the country's form, with right check digits; nine "
              "digits where the form is not known",
       .subject = Subject::kNone,
       .text = "{{national.of}}",
       .lists = NationalNumbers()},
      {.name = "ein",
       .doc = "number of an employer in the USA",
       .subject = Subject::kNone,
       .text = "{{employer.prefix}}-{{digits:#######}}",
       .lists = {{"employer.prefix",
                  {"10", "12", "20", "26", "27", "45", "46", "47", "60", "67",
                   "50", "53", "01", "30", "35", "61", "63", "93", "94", "95"}}}},
      {.name = "license_plate",
       .doc = "number plate of a car in the country's form",
       .subject = Subject::kNone,
       .text = "{{plate.of}}",
       .lists = Plates()},
      {.name = "vin",
       .doc = "vehicle identification number with a right check digit (ISO 3779)",
       .subject = Subject::kNone,
       .text = "{{vehicle.vin}}",
       .lists = {{"vehicle.vin",
                  {"{{check:vin:1HG$$$$$_$$######}}", "{{check:vin:WVW$$$$$_$$######}}",
                   "{{check:vin:WBA$$$$$_$$######}}", "{{check:vin:JTD$$$$$_$$######}}",
                   "{{check:vin:1FT$$$$$_$$######}}", "{{check:vin:VF1$$$$$_$$######}}",
                   "{{check:vin:KMH$$$$$_$$######}}", "{{check:vin:5YJ$$$$$_$$######}}"}}}},
      {"ean13", "article number of thirteen digits, with a right check digit", Subject::kNone,
       "{{check:ean:############_}}"},
      {"ean8", "article number of eight digits, with a right check digit", Subject::kNone,
       "{{check:ean:#######_}}"},
      {"isbn13", "number of a book, 978 first, with a right check digit", Subject::kNone,
       "{{check:ean:978#########_}}"},
      {"isbn10", "number of a book of ten signs, with a right check sign", Subject::kNone,
       "{{check:isbn10:#########_}}"},
  };
  return *methods;
}

}  // namespace datagen::semantics
