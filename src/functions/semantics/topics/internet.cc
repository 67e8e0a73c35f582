#include "functions/semantics/method.h"

namespace datagen::semantics {

const std::vector<Method>& InternetTopic() {
  static const auto* methods = new std::vector<Method>{
      {"domain_word", "name of a domain without its end", Subject::kNone,
       "{{ascii:person.last_name}}-{{ascii:person.first_name}}", "{{ascii:person.last_name}}-{n}"},
      {"domain_name", "name of a domain", Subject::kNone,
       "{{ascii:person.last_name}}-{{ascii:person.first_name}}.{{internet.domain_suffix}}",
       "{{ascii:person.last_name}}-{n}.{{internet.domain_suffix}}"},
      {"url", "address of a web page", Subject::kNone,
       "https://www.{{ascii:person.last_name}}-{{ascii:person.first_name}}."
       "{{internet.domain_suffix}}/",
       "https://www.{{ascii:person.last_name}}-{n}.{{internet.domain_suffix}}/"},
      {"ipv4", "address of four numbers, the first from 1 to 223", Subject::kNone,
       "{{int:1-223}}.{{int:0-255}}.{{int:0-255}}.{{int:1-254}}"},
      {"ipv6", "address in the range for documentation, 2001:db8::/32", Subject::kNone,
       "2001:db8:{{hex:4}}:{{hex:4}}:{{hex:4}}:{{hex:4}}:{{hex:4}}:{{hex:4}}"},
      {"mac_address", "locally administered address of six bytes", Subject::kNone,
       "02:{{hex:2}}:{{hex:2}}:{{hex:2}}:{{hex:2}}:{{hex:2}}"},
      {.name = "user_agent",
       .doc = "what a browser says that it is",
       .subject = Subject::kNone,
       .text = "{{internet.user_agent}}",
       .lists =
           {{"internet.user_agent",
             {"Mozilla/5.0 ({{internet.desktop}}) {{internet.chrome}} Safari/537.36",
              "Mozilla/5.0 ({{internet.android}}) {{internet.chrome}} Mobile Safari/537.36",
              "Mozilla/5.0 ({{internet.desktop}}; rv:128.0) Gecko/20100101 Firefox/128.0",
              "Mozilla/5.0 ({{internet.desktop}}; rv:132.0) Gecko/20100101 Firefox/132.0",
              "Mozilla/5.0 ({{internet.phone}}) {{internet.webkit}} Mobile/15E148 Safari/604.1"}},
            {"internet.desktop",
             {"Windows NT 10.0; Win64; x64", "Macintosh; Intel Mac OS X 10_15_7",
              "X11; Linux x86_64"}},
            {"internet.android", {"Linux; Android {{int:10-15}}; K"}},
            {"internet.phone", {"iPhone; CPU iPhone OS {{int:15-18}}_{{int:0-7}} like Mac OS X"}},
            {"internet.chrome",
             {"AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{{int:110-131}}.0.0.0"}},
            {"internet.webkit",
             {"AppleWebKit/605.1.15 (KHTML, like Gecko) Version/{{int:15-18}}.{{int:0-6}}"}}}},
      {"mime_type", "registered media type", Subject::kNone, "{{system.mime_type}}"},
      {"file_extension", "extension of a file, without the dot", Subject::kNone,
       "{{system.file_extension}}"},
      {"file_name", "a word with an extension", Subject::kNone,
       "{{lorem.word}}.{{system.file_extension}}", "{{lorem.word}}_{n}.{{system.file_extension}}"},
      {"locale", "language and country, like de_DE", Subject::kNone, "{{system.locale}}"},
  };
  return *methods;
}

}  // namespace datagen::semantics
