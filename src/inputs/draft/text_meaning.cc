// What a text is, by the names of its column and table.
#include "inputs/draft/meaning.h"

#include <fmt/format.h>

#include <algorithm>

#include "foundation/base/diagnostic.h"
#include "foundation/base/status.h"
#include "inputs/draft/words.h"

namespace datagen::draft {
namespace {

using base::Json;
using schema::Column;
using schema::Table;
using schema::TypeFamily;

constexpr int64_t kUnlimited = int64_t{1} << 40;

bool IsPersonTable(const Table& table) {
  return Names(Spaced(table.name()),
               "user|users|customer|customers|person|persons|people|employee|employees|author|"
               "authors|member|members|patient|patients|student|students|teacher|teachers|contact|"
               "contacts|client|clients|guest|guests|driver|drivers|owner|owners|staff|player|"
               "players|actor|actors|doctor|doctors|waiter|waiters|chef|chefs|borrower|borrowers|"
               "reader|readers|manager|managers|agent|agents|passenger|passengers|subscriber|"
               "subscribers|tenant|tenants|instructor|instructors|librarian|librarians|dependent|"
               "dependents|worker|workers|applicant|applicants|candidate|candidates|buyer|seller");
}

bool IsCompanyTable(const Table& table) {
  return Names(Spaced(table.name()),
               "company|companies|supplier|suppliers|vendor|vendors|publisher|publishers|"
               "manufacturer|manufacturers|organization|organizations|organisation|shipper|"
               "shippers|carrier|carriers|airline|airlines|merchant|merchants|partner|partners|"
               "bank|banks|brand|brands|account");
}

// What a text is, by the names of columns. The first rule that fits wins.
struct TextRule {
  std::string_view names;
  std::string_view generator;  // JSON
  std::string_view reason;
  int64_t length_min = 0;  // a shorter column can't hold it
  int64_t length_max = kUnlimited;
  double null_rate = 0.05;
};

constexpr TextRule kTextRules[] = {
    {"email|e mail|mail|email address|mail address|emailaddress",
     R"({"faker": {"method": "email"}})", "an e-mail address of the row's person", 30},
    {"user name|login|login name|screen name|nickname|nick name|nick|handle|user login|logon",
     R"({"faker": {"method": "user_name"}})", "the name of an account of the row's person", 15},
    {"first name|given name|fname|forename|first|firstname|vorname|givenname",
     R"({"faker": {"method": "first_name"}})", "a given name of the row's person", 10},
    {"last name|surname|family name|lname|nachname|lastname",
     R"({"faker": {"method": "last_name"}})", "the family name of the row's person", 12},
    {"middle name|mname|middlename", R"({"faker": {"method": "first_name", "of": "middle"}})",
     "a second given name", 10, kUnlimited, 0.5},
    {"middle initial|mi|initial|initials", R"({"regex": {"pattern": "[A-Z]"}})", "an initial", 1},
    {"full name|fullname|contact name|customer name|employee name|author name|display name|"
     "real name|person name|user full name|manager name|guest name|patient name|student name|"
     "card holder|cardholder name|recipient|recipient name|contact person",
     R"({"faker": {"method": "name"}})", "the name of the row's person", 25},
    {"password|passwd|pwd|password hash|passwd hash|pass|user password", "hash", "a hash", 8},
    {"salt|token|secret|api key|access key|session key|session id|sid|checksum|digest|signature|"
     "fingerprint|hash|md5|sha1|sha256|nonce|auth key",
     "hash", "hexadecimal digits", 6},
    {"uuid|guid", R"({"faker": {"method": "uuid4"}})", "a uuid", 36},
    {"isbn13|isbn 13", R"({"faker": {"method": "isbn13"}})", "an ISBN of 13 digits", 13},
    {"isbn10|isbn 10", R"({"faker": {"method": "isbn10"}})", "an ISBN of 10 digits", 10},
    {"isbn", R"({"faker": {"method": "isbn13"}})", "an ISBN of 13 digits", 13},
    {"isbn", R"({"faker": {"method": "isbn10"}})", "an ISBN of 10 digits", 10, 12},
    {"ean|ean13|barcode|bar code|gtin|upc", R"({"faker": {"method": "ean13"}})",
     "an article number", 13},
    {"iban", R"({"faker": {"method": "iban"}})", "a bank account", 32},
    {"swift|bic|swift code", R"({"faker": {"method": "swift"}})", "the code of a bank", 11},
    {"account number|account no|acct no|bank account", R"({"regex": {"pattern": "[0-9]{10}"}})",
     "an account number", 10},
    {"credit card|card number|cc number|card no", R"({"faker": {"method": "credit_card_number"}})",
     "a card number", 16},
    {"cvv|cvc|security code", R"({"faker": {"method": "credit_card_security_code"}})",
     "three digits", 3},
    {"ssn|social security number|national id|tax id|tin", R"({"faker": {"method": "ssn"}})",
     "a national number", 11},
    {"vin", R"({"faker": {"method": "vin"}})", "a vehicle's number", 17},
    {"license plate|licence plate|plate|plate number|registration number",
     R"({"faker": {"method": "license_plate"}})", "a number plate", 10},
    {"passport|passport number|passport no", R"({"regex": {"pattern": "[A-Z][0-9]{8}"}})",
     "a passport's number", 9},
    {"phone|phone number|telephone|tel|mobile|cell|fax|mobile number|phone no|home phone|"
     "work phone|mobile phone|contact number|contact no|cell phone|cellphone",
     R"({"faker": {"method": "phone_number"}})", "a telephone number of the country", 15},
    {"phone|phone number|telephone|tel|mobile|cell|fax|mobile number|phone no|contact number",
     R"({"regex": {"pattern": "555[0-9]{7}"}})", "a telephone number", 10, 14},
    {"country code|country iso|iso2|iso code 2|country|nationality code|iso|cc",
     R"({"faker": {"method": "country_code"}})", "a country's code of two letters", 2, 3},
    {"country|country name|nationality", R"({"faker": {"method": "country"}})", "a country", 20},
    {"city|town|city name|municipality|locality|hometown", R"({"faker": {"method": "city"}})",
     "a city", 15},
    {"state code|state abbr|state|province code|region code|state province",
     R"({"faker": {"method": "state_abbr"}})", "a state's abbreviation", 2, 3},
    {"state province|province|region|county|state name|federal state",
     R"({"faker": {"method": "state"}})", "a state or region", 15},
    {"zip|zip code|postal code|postcode|post code|postalcode|plz|zipcode",
     R"({"faker": {"method": "postcode"}})", "a postal code of the row's place", 5},
    {"street|street address|address line 1|address1|address line|addr1|address 1|street name|"
     "addressline1|line1|strasse",
     R"({"faker": {"method": "street_address"}})", "street and number", 25},
    {"address2|address line 2|address 2|addr2|addressline2|line2|apartment|suite",
     R"({"faker": {"method": "secondary_address"}})", "flat or floor", 12, kUnlimited, 0.7},
    {"address|addr|home address|mailing address|shipping address|billing address|location address",
     R"({"faker": {"method": "address"}})", "a postal address", 60},
    {"address|addr|home address|location", R"({"faker": {"method": "street_address"}})",
     "street and number", 25, 59},
    {"latitude|lat", R"({"faker": {"method": "latitude"}})", "degrees", 10},
    {"longitude|lon|lng", R"({"faker": {"method": "longitude"}})", "degrees", 11},
    {"time zone|timezone|tz|tzname", R"({"faker": {"method": "timezone"}})", "a time zone", 30},
    {"currency code|currency|ccy", R"({"faker": {"method": "currency_code"}})", "an ISO 4217 code",
     3, 10},
    {"currency name|currency", R"({"faker": {"method": "currency_name"}})", "a currency", 20},
    {"language code|lang code|lang|language|locale code|iso 639",
     R"({"choice": {"choices": ["en", "de", "fr", "es", "it", "pt", "nl", "ja", "zh", "ar"]}})",
     "a language's code", 2, 4},
    {"language|native language|spoken language",
     R"({"choice": {"choices": ["English", "German", "French", "Spanish", "Italian", "Portuguese", "Dutch", "Japanese", "Chinese", "Arabic"]}})",
     "a language", 10},
    {"locale", R"({"faker": {"method": "locale"}})", "language and country", 5},
    {"url|website|web site|homepage|home page|link|uri|web|site url|image url|photo url|avatar|"
     "avatar url|picture url|thumbnail|logo|logo url|photo|image|picture",
     R"({"faker": {"method": "url"}})", "an address in the web", 30, kUnlimited, 0.2},
    {"domain|domain name|hostname|host name|host|server|server name|fqdn",
     R"({"faker": {"method": "domain_name"}})", "a domain", 25},
    {"ip|ip address|ipv4|ip addr|client ip|remote addr|remote ip|ipaddress|last ip|nasipaddress",
     R"({"faker": {"method": "ipv4"}})", "an IPv4 address", 15},
    {"ipv6", R"({"faker": {"method": "ipv6"}})", "an IPv6 address", 39},
    {"mac|mac address|macaddr|macaddress", R"({"faker": {"method": "mac_address"}})",
     "a hardware address", 17},
    {"user agent|useragent|browser", R"({"faker": {"method": "user_agent"}})", "a browser", 120},
    {"mime|mime type|mimetype|content type|media type", R"({"faker": {"method": "mime_type"}})",
     "a media type", 40},
    {"file name|filename|file|attachment|attachment name", R"({"faker": {"method": "file_name"}})",
     "the name of a file", 20},
    {"path|file path|filepath|directory|folder|dir",
     R"({"regex": {"pattern": "/(home|srv|data|var)/[a-z]{4,8}/[a-z]{3,8}"}})", "a path", 22},
    {"extension|file extension|ext|file type", R"({"faker": {"method": "file_extension"}})",
     "the extension of a file", 4},
    {"color|colour|color name|colour name", R"({"faker": {"method": "color_name"}})", "a colour",
     20},
    {"hex color|color code|colour code|color|colour|rgb",
     R"({"regex": {"pattern": "#[0-9a-f]{6}"}})", "a colour as six digits", 7, 19},
    {"gender|sex", R"({"choice": {"choices": ["F", "M"]}})", "a letter", 1, 5},
    {"gender|sex", R"({"faker": {"method": "gender"}})", "the gender of the row's person", 6},
    {"job title|job|occupation|profession|jobtitle|title of job", R"({"faker": {"method": "job"}})",
     "the title of a job", 30},
    {"company|company name|organization|organisation|firm|employer|vendor name|supplier name|"
     "publisher name|manufacturer|business name|vendor|publisher|supplier|organization "
     "name|airline|"
     "brand name",
     R"({"faker": {"method": "company"}})", "the name of a firm", 25},
    {"department|department name|dept|dept name|dname|division|team",
     R"({"choice": {"choices": ["Sales", "Marketing", "Finance", "Engineering", "Operations", "Support", "Legal", "Research", "Purchasing", "Logistics"]}})",
     "a department", 11},
    {"blood type|blood group",
     R"({"choice": {"choices": ["O+", "A+", "B+", "AB+", "O-", "A-", "B-", "AB-"], "weights": [38, 34, 9, 3, 7, 6, 2, 1]}})",
     "a blood group", 3},
    {"marital status",
     R"({"choice": {"choices": ["single", "married", "divorced", "widowed"], "weights": [40, 45, 11, 4]}})",
     "a marital status", 8},
    {"payment method|payment type|pay method|payment mode",
     R"({"choice": {"choices": ["card", "cash", "transfer", "wallet"], "weights": [55, 20, 15, 10]}})",
     "a way to pay", 8},
    {"payment status",
     R"({"choice": {"choices": ["pending", "paid", "failed", "refunded"], "weights": [15, 75, 5, 5]}})",
     "a status", 8},
    {"priority|severity|urgency",
     R"({"choice": {"choices": ["low", "medium", "high", "urgent"], "weights": [30, 45, 20, 5]}})",
     "a priority", 6},
    {"size|shirt size",
     R"({"choice": {"choices": ["XS", "S", "M", "L", "XL"], "weights": [1, 3, 4, 3, 1]}})",
     "a size", 2},
    {"unit|uom|unit of measure|measure",
     R"({"choice": {"choices": ["pcs", "kg", "g", "l", "ml", "m"]}})", "a unit", 3},
    {"weekday|day of week|day name",
     R"({"choice": {"choices": ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]}})",
     "a day of the week", 3},
    {"cuisine|cuisine type",
     R"({"choice": {"choices": ["Italian", "Mexican", "Indian", "Chinese", "Japanese", "French", "Thai", "Greek", "American", "Turkish"]}})",
     "a cuisine", 8},
    {"genre|genre name",
     R"({"choice": {"choices": ["Fiction", "Mystery", "Science Fiction", "Fantasy", "Biography", "History", "Romance", "Poetry", "Travel", "Children"]}})",
     "a genre", 15},
    {"course|meal course|dish type|menu section",
     R"({"choice": {"choices": ["starter", "main", "side", "dessert", "drink"], "weights": [2, 4, 2, 2, 3]}})",
     "a course of a meal", 7},
    {"shift", R"({"choice": {"choices": ["morning", "afternoon", "night"], "weights": [4, 4, 2]}})",
     "a shift", 9},
    {"slug|permalink", R"({"regex": {"pattern": "[a-z]{4,8}-[a-z]{3,8}"}})", "words for an address",
     17},
    {"version|app version|release", R"({"regex": {"pattern": "[1-9]\\.[0-9]\\.[0-9]{1,2}"}})",
     "a version", 6},
    {"sku|product code|item code|article number|part number|part no|model number|serial number|"
     "serial no|serial|reference number|reference no|ref no|ref|invoice number|invoice no|"
     "order number|order no|tracking number|tracking no|confirmation code|booking reference|"
     "coupon code|voucher code|employee number|employee no|student number|member number|card id",
     "code", "a code of letters and digits", 4},
    {"dish|dish name|menu item|item name|meal", "dish", "a dish", 15},
    {"product name|product|article name|article", "product", "a product", 20},
    {"book title|title|headline|subject|caption|heading", R"({"text": {"words": [2, 5]}})",
     "a few words", 45},
    {"description|desc|comment|comments|note|notes|remark|remarks|body|content|message|text|"
     "summary|bio|biography|details|detail|feedback|review|review text|abstract|synopsis|overview|"
     "instructions|reason|special requests|explanation|answer|question|about",
     "prose", "a sentence or more", 12, kUnlimited, 0.15},
    {"code|abbreviation|abbr|short name|symbol|prefix|suffix|acronym", "code",
     "a code of letters and digits", 2, 30},
};

std::string Hexadecimal(int64_t length) {
  int64_t digits = 8;
  for (const int64_t known : {16, 32, 40, 64, 128}) {
    if (length >= known) digits = known;
  }
  constexpr int64_t kDigitsMax = 64;
  return fmt::format(R"({{"regex": {{"pattern": "[0-9a-f]{{{}}}"}}}})",
                     std::min({digits, length, kDigitsMax}));
}

std::string CodePattern(int64_t length, bool fixed) {
  constexpr int64_t kLettersMax = 3;
  constexpr int64_t kCodeMax = 9;
  const int64_t used = fixed ? length : std::min(length, kCodeMax);
  const int64_t letters = std::min(kLettersMax, (used + 1) / 2);
  if (used - letters <= 0) return fmt::format("[A-Z]{{{}}}", used);
  return fmt::format("[A-Z]{{{}}}[0-9]{{{}}}", letters, used - letters);
}

constexpr std::string_view kDishes =
    R"({"choice": {"choices": ["Margherita Pizza", "Caesar Salad", "Grilled Salmon", "Beef Burger", "Chicken Curry", "Mushroom Risotto", "Tomato Soup", "Fish Tacos", "Pad Thai", "Lasagne", "Greek Salad", "Steak Frites", "Ramen", "Falafel Wrap", "Apple Pie", "Tiramisu", "Cheesecake", "Spring Rolls", "Lamb Kebab", "Vegetable Stir Fry"]}})";

// Titles of works, names of products and projects: a few words that go together.
constexpr std::string_view kTitles =
    R"json({"regex": {"pattern": "(The|A) (Silent|Lost|Hidden|Golden|Broken|Distant|Burning|Quiet|Secret|Winter|Crimson|Last|First|Wild) (River|Garden|House|Journey|City|Letter|Forest|Sea|Promise|Song|Mirror|Bridge|Stranger|Harbour)( of (Time|Glass|Stone|Light|Shadows|Dreams|Ashes|Kings))?"}})json";
constexpr std::string_view kProducts =
    R"json({"regex": {"pattern": "(Classic|Compact|Deluxe|Basic|Smart|Premium|Light|Solid|Modern|Travel) (Lamp|Chair|Backpack|Kettle|Desk|Bottle|Jacket|Blender|Headphones|Notebook|Watch|Tent|Mug|Keyboard)"}})json";
constexpr std::string_view kProjects =
    R"json({"regex": {"pattern": "(Project )?(Aurora|Falcon|Horizon|Atlas|Mercury|Phoenix|Orion|Nova|Titan|Apollo|Delta|Summit)( (II|III|IV|2024|2025|Next))?"}})json";

int64_t LengthOf(const Column& column, const ColumnFacts& facts) {
  int64_t length = column.type.family == TypeFamily::kText && column.type.length
                       ? *column.type.length
                       : kUnlimited;
  if (facts.length_max) length = std::min(length, *facts.length_max);
  return length <= 0 ? kUnlimited : length;
}

// What stands for a state of affairs, by what the table is about.
struct StatusRule {
  std::string_view tables;
  std::string_view generator;
};
constexpr StatusRule kStatusRules[] = {
    {"order|orders|purchase|purchases|sale|sales|shipment|shipments|delivery",
     R"({"choice": {"choices": ["new", "paid", "shipped", "delivered", "cancelled"], "weights": [10, 15, 20, 48, 7]}})"},
    {"reservation|reservations|booking|bookings|appointment|appointments",
     R"({"choice": {"choices": ["booked", "confirmed", "completed", "cancelled", "no-show"], "weights": [15, 25, 48, 9, 3]}})"},
    {"loan|loans|borrowing|borrowings|lending|checkout|checkouts|rental|rentals",
     R"({"choice": {"choices": ["out", "returned", "overdue", "lost"], "weights": [25, 65, 8, 2]}})"},
    {"payment|payments|transaction|transactions|invoice|invoices",
     R"({"choice": {"choices": ["pending", "paid", "failed", "refunded"], "weights": [15, 75, 5, 5]}})"},
    {"ticket|tickets|issue|issues|task|tasks|incident|incidents|case|cases|request|requests|job|"
     "jobs",
     R"({"choice": {"choices": ["open", "in progress", "waiting", "closed"], "weights": [20, 20, 10, 50]}})"},
    {"project|projects|campaign|campaigns|contract|contracts",
     R"({"choice": {"choices": ["planned", "active", "on hold", "completed"], "weights": [15, 45, 10, 30]}})"},
    {"book|books|copy|copies|item|items|table|tables|room|rooms",
     R"({"choice": {"choices": ["available", "reserved", "in use", "retired"], "weights": [70, 10, 15, 5]}})"},
    {"", R"({"choice": {"choices": ["active", "inactive", "pending"], "weights": [75, 15, 10]}})"},
};

// Distances between the reader's guess and a text that does not fit: longest of the choices.
bool ChoicesFit(const Json& generator, int64_t length) {
  if (generator.members().empty() || generator.members()[0].key != "choice") return true;
  const Json* choices = generator.members()[0].value.Find("choices");
  return choices == nullptr ||
         std::all_of(choices->items().begin(), choices->items().end(), [&](const Json& choice) {
           return static_cast<int64_t>(choice.text().size()) <= length;
         });
}

std::optional<Meaning> StatusMeaning(const Table& table, const std::string& spaced,
                                     int64_t length) {
  if (!Names(spaced, "status|state|order status|current status|account status|loan status")) {
    return std::nullopt;
  }
  const std::string about = Spaced(table.name());
  for (const StatusRule& rule : kStatusRules) {
    if (!rule.tables.empty() && !Names(about, rule.tables)) continue;
    Meaning meaning{Generator(std::string(rule.generator)), "a status", 0.05};
    if (ChoicesFit(meaning.generator, length)) return meaning;
  }
  return std::nullopt;
}

std::string Prose(int64_t length) {
  constexpr int64_t kShort = 60;
  constexpr int64_t kLong = 180;
  if (length >= kUnlimited) return R"({"text": {"sentences": [1, 3]}})";
  const int64_t high = std::min(length, kLong);
  const int64_t low = std::max<int64_t>(1, std::min<int64_t>(high / 3, kShort));
  return fmt::format(R"({{"text": {{"length": [{}, {}]}}}})", low, high);
}

std::optional<Meaning> NamedText(const MeaningRequest& request, const std::string& spaced) {
  const int64_t length = LengthOf(request.column, request.facts);
  if (auto status = StatusMeaning(request.table, spaced, length)) return status;
  for (const TextRule& rule : kTextRules) {
    if (length < rule.length_min || length > rule.length_max) continue;
    if (!Names(spaced, rule.names)) continue;
    std::string json(rule.generator);
    if (json == "hash") json = Hexadecimal(length);
    if (json == "code") {
      json = fmt::format(R"({{"regex": {{"pattern": "{}"}}}})",
                         CodePattern(length, request.column.type.fixed_length));
    }
    if (json == "prose") json = Prose(length);
    if (json == "dish") json = std::string(kDishes);
    if (json == "product") json = std::string(kProducts);
    Meaning meaning{Generator(json), std::string(rule.reason), rule.null_rate};
    if (!ChoicesFit(meaning.generator, length)) continue;
    return meaning;
  }
  return std::nullopt;
}

// `name`, `title` and `type` say something only together with the table.
std::optional<Meaning> NameInTable(const MeaningRequest& request, const std::string& spaced) {
  const int64_t length = LengthOf(request.column, request.facts);
  const std::string own = fmt::format(" {} name ", fmt::join(WordsOf(request.table.name()), " "));
  std::string singular = own;
  const size_t plural = singular.find("s name ");
  if (plural != std::string::npos) singular.erase(plural, 1);
  const bool named = spaced == " name " || spaced == own || spaced == singular;
  constexpr int64_t kNameLength = 20;
  if (!named || length < kNameLength) return std::nullopt;
  if (IsPersonTable(request.table)) {
    return Meaning{Generator(R"({"faker": {"method": "name"}})"), "the name of the row's person"};
  }
  if (IsCompanyTable(request.table)) {
    return Meaning{Generator(R"({"faker": {"method": "company"}})"), "the name of a firm"};
  }
  const std::string about = Spaced(request.table.name());
  if (Names(about, "project|projects|campaign|campaigns|initiative")) {
    return Meaning{Generator(std::string(kProjects)), "a project"};
  }
  if (Names(about, "city|cities|town|towns")) {
    return Meaning{Generator(R"({"faker": {"method": "city"}})"), "a city"};
  }
  if (Names(about, "country|countries|nation|nations")) {
    return Meaning{Generator(R"({"faker": {"method": "country"}})"), "a country"};
  }
  if (Names(about, "dish|dishes|menu item|menu items|menuitem|menuitems|meal|meals")) {
    return Meaning{Generator(std::string(kDishes)), "a dish"};
  }
  if (Names(about, "product|products|item|items|article|articles|goods|merchandise")) {
    return Meaning{Generator(std::string(kProducts)), "a product"};
  }
  if (Names(about, "restaurant|restaurants|cafe|cafes|store|stores|shop|shops|hotel|hotels")) {
    const std::string owner = request.column.name + "_of";
    return Meaning{Generator(fmt::format(R"({{"format": {{"pattern": "{{{}}}'s"}}}})", owner)),
                   "named after its owner",
                   0.05,
                   {{owner, R"({"faker": {"method": "last_name"}})"}}};
  }
  const auto listed = ListedNames(request.table);
  if (!listed.empty()) {
    Json choices = Json::Array();
    for (const std::string& name : listed) choices.Push(Json::String(name));
    Json arguments = Json::Object();
    arguments.Set("choices", std::move(choices));
    Json generator = Json::Object();
    generator.Set("choice", std::move(arguments));
    return Meaning{std::move(generator), "one of a short list"};
  }
  return Meaning{Generator(R"({"text": {"words": [1, 3]}})"), "a few words"};
}

struct ListRule {
  std::string_view tables;
  std::string_view values;  // with | between
};
constexpr ListRule kListRules[] = {
    {"department|departments|dept|depts|division|divisions",
     "Sales|Marketing|Finance|Engineering|Operations|Support|Legal|Research|Purchasing|Logistics|"
     "Quality|Security|Training|Facilities|Planning|Audit"},
    {"genre|genres",
     "Fiction|Mystery|Science Fiction|Fantasy|Biography|History|Romance|Poetry|"
     "Travel|Children|Cookery|Art|Science|Philosophy|Drama|Thriller"},
    {"cuisine|cuisines",
     "Italian|Mexican|Indian|Chinese|Japanese|French|Thai|Greek|American|"
     "Turkish|Spanish|Korean|Vietnamese|Lebanese|Ethiopian|Polish"},
    {"role|roles|position|positions|job|jobs",
     "Manager|Analyst|Engineer|Clerk|Assistant|Director|Designer|Technician|Consultant|Specialist|"
     "Accountant|Coordinator|Supervisor|Trainer|Planner|Operator"},
    {"currency|currencies",
     "US Dollar|Euro|Pound Sterling|Yen|Swiss Franc|Canadian Dollar|Krona|"
     "Real|Rupee|Yuan|Rand|Peso"},
    {"language|languages",
     "English|German|French|Spanish|Italian|Portuguese|Dutch|Japanese|"
     "Chinese|Arabic|Polish|Turkish|Hindi|Korean"},
    {"skill|skills",
     "SQL|Python|Negotiation|Accounting|Design|Writing|Statistics|Planning|"
     "Presentation|Java|Teaching|Selling"},
    {"category|categories|type|types|kind|kinds",
     "Standard|Premium|Basic|Extended|Classic|Seasonal|Special|Limited|General|Professional|"
     "Family|Business|Digital|Outdoor|Travel|Home"},
    {"region|regions|area|areas|zone|zones|territory|territories",
     "North|South|East|West|Centre|North East|North West|South East|South West|Coast|Islands|"
     "Highlands"},
    {"status|statuses|state|states",
     "New|Active|Paused|Completed|Cancelled|Archived|Draft|"
     "Approved|Rejected|Waiting|Expired|Blocked"},
    {"level|levels|grade|grades|tier|tiers",
     "Bronze|Silver|Gold|Platinum|Diamond|Starter|Junior|Senior|Lead|Principal|Expert|Master"},
    {"tag|tags|label|labels",
     "new|sale|popular|limited|imported|organic|handmade|vintage|digital|"
     "seasonal|classic|gift"},
};

}  // namespace

base::Json Generator(const std::string& json) {
  base::Diagnostics diagnostics;
  auto parsed = base::ParseJson(json, &diagnostics);
  DATAGEN_CHECK(parsed.has_value());
  return std::move(*parsed);
}

std::string Quoted(const std::string& text) { return Json::String(text).Print(); }

std::vector<std::string> ListedNames(const Table& table) {
  const std::string about = Spaced(table.name());
  std::vector<std::string> names;
  for (const ListRule& rule : kListRules) {
    if (!Names(about, rule.tables)) continue;
    std::string_view rest = rule.values;
    while (!rest.empty()) {
      const size_t bar = std::min(rest.find('|'), rest.size());
      names.emplace_back(rest.substr(0, bar));
      rest.remove_prefix(std::min(bar + 1, rest.size()));
    }
    return names;
  }
  return names;
}

std::optional<Meaning> TextMeaning(const MeaningRequest& request) {
  const std::string spaced = Spaced(request.column.name);
  const std::string about = Spaced(request.table.name());
  constexpr int64_t kTitleLength = 40;
  if (LengthOf(request.column, request.facts) >= kTitleLength &&
      Names(spaced, "title|book title|movie title|film title|song title|album title")) {
    if (Names(about,
              "book|books|film|films|movie|movies|song|songs|album|albums|title|titles|game|games|"
              "play|plays|work|works")) {
      return Meaning{Generator(std::string(kTitles)), "a title"};
    }
  }
  if (Names(spaced, "title|job title") &&
      Names(about, "job|jobs|position|positions|employee|employees|staff")) {
    if (LengthOf(request.column, request.facts) >= 30) {
      return Meaning{Generator(R"({"faker": {"method": "job"}})"), "the title of a job"};
    }
  }
  if (auto named = NameInTable(request, spaced)) return named;
  if (auto named = NamedText(request, spaced)) return named;
  // customer_email: the last words alone.
  const auto words = WordsOf(request.column.name);
  for (size_t skip = 1; skip < words.size(); ++skip) {
    const std::string tail = SpacedFrom(words, skip);
    if (auto named = NamedText(request, tail)) return named;
  }
  constexpr size_t kCommentMax = 60;
  if (!request.column.comment.empty() && request.column.comment.size() < kCommentMax) {
    if (auto named = NamedText(request, Spaced(request.column.comment))) {
      named->reason += " (by its comment)";
      return named;
    }
  }
  return std::nullopt;
}

}  // namespace datagen::draft
