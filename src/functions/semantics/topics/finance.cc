#include "functions/semantics/method.h"

namespace datagen::semantics {
namespace {

// The national part of each country's account numbers: SWIFT, IBAN Registry, release 98.
const std::vector<OwnList>& Accounts() {
  static const auto* lists = new std::vector<OwnList>{
      {"finance.iban.of", {"{{check:iban:GB__^^^^##############}}"}},
      {"finance.iban.of.AE", {"{{check:iban:AE__0%#################}}"}},
      {"finance.iban.of.AT", {"{{check:iban:AT__################}}"}},
      {"finance.iban.of.AZ", {"{{check:iban:AZ__^^^^####################}}"}},
      {"finance.iban.of.BE", {"{{check:iban_be:BE__##########__}}"}},
      {"finance.iban.of.BR", {"{{check:iban:BR__#######################C1}}"}},
      {"finance.iban.of.CH", {"{{check:iban:CH__#################}}"}},
      {"finance.iban.of.CY", {"{{check:iban:CY__########################}}"}},
      {"finance.iban.of.DE", {"{{check:iban:DE__##################}}"}},
      {"finance.iban.of.DK", {"{{check:iban:DK__##############}}"}},
      {"finance.iban.of.EG", {"{{check:iban:EG__#########################}}"}},
      {"finance.iban.of.ES", {"{{check:iban_es:ES__########__##########}}"}},
      {"finance.iban.of.FI", {"{{check:iban:FI__##############}}"}},
      {"finance.iban.of.FR", {"{{check:iban:FR__#######################}}"}},
      {"finance.iban.of.GE", {"{{check:iban:GE__^^################}}"}},
      {"finance.iban.of.GR", {"{{check:iban:GR__#######################}}"}},
      {"finance.iban.of.HR", {"{{check:iban:HR__#################}}"}},
      {"finance.iban.of.IE", {"{{check:iban:IE__^^^^##############}}"}},
      {"finance.iban.of.IL", {"{{check:iban:IL__###################}}"}},
      {"finance.iban.of.IT", {"{{check:iban:IT__^######################}}"}},
      {"finance.iban.of.KW", {"{{check:iban:KW__^^^^######################}}"}},
      {"finance.iban.of.LT", {"{{check:iban:LT__################}}"}},
      {"finance.iban.of.LU", {"{{check:iban:LU__################}}"}},
      {"finance.iban.of.LV", {"{{check:iban:LV__^^^^#############}}"}},
      {"finance.iban.of.MD", {"{{check:iban:MD__^^##################}}"}},
      {"finance.iban.of.NL", {"{{check:iban:NL__^^^^##########}}"}},
      {"finance.iban.of.PK", {"{{check:iban:PK__^^^^################}}"}},
      {"finance.iban.of.RO", {"{{check:iban:RO__^^^^################}}"}},
      {"finance.iban.of.SA", {"{{check:iban:SA__####################}}"}},
      {"finance.iban.of.SE", {"{{check:iban:SE__####################}}"}},
      {"finance.iban.of.TR", {"{{check:iban:TR__#####0################}}"}},
      {"finance.iban.of.UA", {"{{check:iban:UA__#########################}}"}},
  };
  return *lists;
}

}  // namespace

const std::vector<Method>& FinanceTopic() {
  static const auto* methods = new std::vector<Method>{
      {.name = "iban",
       .doc = "international bank account number of the country, with right check digits; British "
              "where the country has none",
       .subject = Subject::kAccount,
       .text = "{{finance.iban.of}}",
       .lists = Accounts()},
      {"bban", "the same account without country and check digits", Subject::kAccount,
       "{{rest:finance.iban.of}}"},
      {"swift", "code of a bank: four letters, the country, two letters or digits",
       Subject::kAccount, "{{digits:^^^^}}{{country}}{{digits:**}}"},
      {.name = "currency_code",
       .doc = "ISO 4217 code; with `locale_from` or `locale` that of the country, else any",
       .subject = Subject::kAccount,
       .text = "{{finance.currency@code}}",
       .text_of_country = "{{finance.currency_code.of}}"},
      {.name = "currency_name",
       .doc = "name of the same currency",
       .subject = Subject::kAccount,
       .text = "{{finance.currency}}",
       .text_of_country = "{{finance.currency_name.of}}"},
      {.name = "credit_card_number",
       .doc = "number with the issuer's length and prefix and a right check digit (Luhn)",
       .subject = Subject::kCard,
       .text = "{{card.issuer@number}}",
       .lists = {{"card.issuer@number",
                  {"{{check:luhn:4##############_}}", "{{check:luhn:51#############_}}",
                   "{{check:luhn:34############_}}", "{{check:luhn:6011###########_}}",
                   "{{check:luhn:3528###########_}}", "{{check:luhn:36###########_}}"}},
                 {"card.issuer",
                  {"Visa", "Mastercard", "American Express", "Discover", "JCB", "Diners Club"}}}},
      {"credit_card_provider", "the card's issuer", Subject::kCard, "{{card.issuer}}"},
      {"credit_card_expire",
       "month and year, like 07/29",
       Subject::kCard,
       "{{card.month}}/{{int:26-32}}",
       "",
       Made::kText,
       0,
       0,
       {{"card.month", {"01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"}}}},
      {"credit_card_security_code", "three digits", Subject::kCard, "{{digits:###}}"},
  };
  return *methods;
}

}  // namespace datagen::semantics
