#include "data/sources/csv_dialect.h"

#include <fmt/format.h>

#include <array>
#include <cctype>
#include <charconv>
#include <string_view>

namespace datagen::sources {
namespace {

using base::Json;
using base::Status;

Status CantBe(const char* what, const std::string& given, std::string expected,
              std::string hint = "") {
  return Status::Invalid(
      "value-not-listed", fmt::format("'{}' can't be the {} of CSV files", given, what),
      {.given = given, .expected = std::move(expected), .hint = std::move(hint)});
}

// Signs that a value never begins with and that no quoting is made of.
bool CanDivide(char sign) {
  const auto code = static_cast<unsigned char>(sign);
  constexpr std::string_view kOfValues = "\"+-.:_ ";
  return sign == '\t' || (code > ' ' && code < 0x7F && std::isalnum(code) == 0 &&
                          kOfValues.find(sign) == std::string_view::npos);
}

// Whether a value that is not a text can look so.
bool LooksLikeValue(const std::string& text) {
  double number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  return text == "true" || text == "false" ||
         (read.ec == std::errc() && read.ptr == text.data() + text.size());
}

// Each part once, no other, and nothing that would need quotes or be taken for another part.
Status CheckTimes(const char* what, const std::string& format, std::string_view needed,
                  std::string_view allowed) {
  const std::string example = needed.size() > 3 ? "%d.%m.%Y %H:%M:%S" : "%d.%m.%Y";
  std::array<int, 128> count{};
  bool after_part = false;
  for (size_t i = 0; i < format.size(); ++i) {
    const char sign = format[i];
    if (sign != '%') {
      const bool plain = static_cast<unsigned char>(sign) >= ' ' &&
                         static_cast<unsigned char>(sign) < 0x7F && sign != '"' &&
                         std::isdigit(static_cast<unsigned char>(sign)) == 0;
      if (!plain) return CantBe(what, format, "signs other than digits and quotes between parts");
      after_part = false;
      continue;
    }
    const char part = ++i < format.size() ? format[i] : ' ';
    if (allowed.find(part) == std::string_view::npos ||
        count[static_cast<unsigned char>(part)]++ > 0) {
      return CantBe(what, format, fmt::format("each of %{} once", fmt::join(allowed, " %")),
                    "for example " + example);
    }
    if (after_part && part == 'Y') {
      return CantBe(what, format, "a sign before the year, whose length varies");
    }
    after_part = true;
  }
  for (const char part : needed) {
    if (count[static_cast<unsigned char>(part)] == 0) {
      return CantBe(what, format, fmt::format("each of %{}", fmt::join(needed, " %")),
                    "for example " + example);
    }
  }
  return Status::Ok();
}

Status CheckNull(const CsvDialect& dialect) {
  const std::string& text = dialect.null_text;
  for (const char sign : text) {
    if (sign == dialect.delimiter || sign == '"' || static_cast<unsigned char>(sign) < ' ') {
      return CantBe("null", text, "a text without the delimiter, quotes and line ends");
    }
  }
  if (!text.empty() && (LooksLikeValue(text) || text.front() == ' ' || text.back() == ' ')) {
    return CantBe("null", text, "a text that no value is", R"(\N or NULL)");
  }
  return Status::Ok();
}

}  // namespace

base::Result<CsvDialect> MakeCsvDialect(const CsvOptions& options) {
  CsvDialect dialect;
  const bool tab = options.delimiter == "tab" || options.delimiter == "\\t";
  if (!tab && (options.delimiter.size() != 1 || !CanDivide(options.delimiter[0]))) {
    return CantBe("delimiter", options.delimiter, "one sign such as , ; | or tab");
  }
  dialect.delimiter = tab ? '\t' : options.delimiter[0];
  if (options.header != "yes" && options.header != "no") {
    return CantBe("header", options.header, "yes or no");
  }
  dialect.header = options.header == "yes";
  if (options.quote != "needed" && options.quote != "all") {
    return CantBe("quoting", options.quote, "needed or all");
  }
  dialect.quote_all = options.quote == "all";
  if (options.decimal != "." && options.decimal != ",") {
    return CantBe("decimal sign", options.decimal, "a point or a comma");
  }
  dialect.decimal = options.decimal[0];
  if (dialect.decimal == dialect.delimiter && !dialect.quote_all) {
    return CantBe("decimal sign", options.decimal, "another sign than the delimiter",
                  "a semicolon as the delimiter, or quotes around all values");
  }
  dialect.null_text = options.null_text;
  Status status = CheckNull(dialect);
  dialect.date_format = options.date_format;
  if (status.ok() && !dialect.date_format.empty()) {
    status = CheckTimes("date format", dialect.date_format, "Ymd", "Ymd");
  }
  dialect.datetime_format = options.datetime_format;
  if (status.ok() && !dialect.datetime_format.empty()) {
    status = CheckTimes("datetime format", dialect.datetime_format, "YmdHMS", "YmdHMSf");
  }
  if (!status.ok()) return status;
  return dialect;
}

Json CsvDialectToJson(const CsvDialect& dialect) {
  const CsvDialect usual;
  Json json = Json::Object();
  if (dialect.delimiter != usual.delimiter) {
    json.Set("delimiter", Json::String(std::string(1, dialect.delimiter)));
  }
  if (!dialect.header) json.Set("header", Json::Bool(false));
  if (dialect.quote_all) json.Set("quote_all", Json::Bool(true));
  if (!dialect.null_text.empty()) json.Set("null", Json::String(dialect.null_text));
  if (dialect.decimal != usual.decimal) {
    json.Set("decimal", Json::String(std::string(1, dialect.decimal)));
  }
  if (!dialect.date_format.empty()) json.Set("date_format", Json::String(dialect.date_format));
  if (!dialect.datetime_format.empty()) {
    json.Set("datetime_format", Json::String(dialect.datetime_format));
  }
  return json;
}

CsvDialect CsvDialectFromJson(const Json& json) {
  CsvDialect dialect;
  if (!json.is_object()) return dialect;
  const auto text = [&json](const char* key) {
    const Json* value = json.Find(key);
    return value != nullptr && value->is_string() ? value->text() : std::string();
  };
  const auto is = [&json](const char* key, bool usual) {
    const Json* value = json.Find(key);
    return value != nullptr && value->is_bool() ? value->boolean() : usual;
  };
  if (text("delimiter").size() == 1) dialect.delimiter = text("delimiter")[0];
  if (text("decimal").size() == 1) dialect.decimal = text("decimal")[0];
  dialect.header = is("header", true);
  dialect.quote_all = is("quote_all", false);
  dialect.null_text = text("null");
  dialect.date_format = text("date_format");
  dialect.datetime_format = text("datetime_format");
  return dialect;
}

std::string DelimiterName(char delimiter) {
  return delimiter == '\t' ? "tab" : std::string(1, delimiter);
}

}  // namespace datagen::sources
