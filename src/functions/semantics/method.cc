#include "functions/semantics/method.h"

#include <string_view>
#include <utility>

#include "foundation/base/spelling.h"
#include "functions/kernel/foreign_names.h"
#include "semantics_topics.h"  // made by CMake: TopicLists()

namespace datagen::semantics {
namespace {

// Names of other libraries, with | between.
constexpr std::pair<std::string_view, std::string_view> kForeign[] = {
    {"name", "full_name|person|fullname|person_name|customer_name|display_name"},
    {"first_name", "given_name|forename|firstname"},
    {"last_name", "surname|family_name|lastname"},
    {"user_name", "username|login|account|nickname|handle"},
    {"email", "mail|e_mail|email_address|company_email|ascii_email"},
    {"phone_number", "phone|telephone|mobile|cell|msisdn|tel|phone_no"},
    {"job", "profession|occupation|job_title|title|position|role"},
    {"street_address", "street|address_line|address_line_1|line1"},
    {"postcode", "zip|zip_code|zipcode|postal_code|postalcode"},
    {"country", "nation|country_name"},
    {"country_code", "iso2|alpha2|country_iso"},
    {"state", "province|region|county|administrative_unit"},
    {"company", "company_name|organisation|organization|firm|business|employer"},
    {"date_of_birth", "birthday|birth_date|birthdate|dob|date_of_birth"},
    {"credit_card_number", "card|card_number|credit_card|pan|cc_number"},
    {"url", "website|uri|link|homepage|web"},
    {"ipv4", "ip|ip_address|ipaddress|ipv4_address"},
    {"user_agent", "useragent|browser"},
    {"sentence", "lorem|description|comment|phrase"},
    {"paragraph", "text|lorem_paragraph|body"},
    {"word", "words|lorem_word|noun"},
    {"color_name", "color|colour"},
};

}  // namespace

const std::vector<Topic>& Topics() {
  static const auto* topics = [] {
    auto* all = new std::vector<Topic>;
    const auto names = TopicListsNames();
    const auto lists = TopicLists();
    for (size_t i = 0; i < lists.size(); ++i) all->push_back({names[i], lists[i]});
    return all;
  }();
  return *topics;
}

const std::vector<const Method*>& Methods() {
  static const auto* methods = [] {
    auto* all = new std::vector<const Method*>;
    for (const Topic& topic : Topics()) {
      for (const Method& method : *topic.methods) all->push_back(&method);
    }
    return all;
  }();
  return *methods;
}

const Method* FindMethod(const std::string& name) {
  for (const Method* method : Methods()) {
    if (method->name == name) return method;
  }
  return nullptr;
}

std::string MeantMethod(std::string_view given) {
  const std::string name = kernel::InSnakeCase(given.substr(given.rfind('.') + 1));
  if (FindMethod(name) != nullptr) return name;
  for (const auto& [own, foreign] : kForeign) {
    if (kernel::IsListed(name, foreign)) return std::string(own);
  }
  std::vector<std::string> names;
  names.reserve(Methods().size());
  for (const Method* method : Methods()) names.push_back(method->name);
  return base::NearestSpelling(name, names);
}

}  // namespace datagen::semantics
