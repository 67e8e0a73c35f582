#include "report/format.h"

namespace datagen::report {

const FormatInfo& HtmlInfo() {
  static const FormatInfo info{"html", "one file to read and to click through",
                               [](const validate::Report& report) { return report.spec_name; }};
  return info;
}

}  // namespace datagen::report
