// Terminals and the three standard streams.
#pragma once

#include <string>
#include <string_view>

namespace datagen::cli {

bool IsTerminal(int descriptor);
// Whether a line can be drawn over there: on a terminal that is not told to be dumb (TERM).
bool CanRedraw(int descriptor);
// The width of the terminal that a descriptor leads to; 80 where it leads to none.
int Columns(int descriptor);
// As much of a text as fits into so many columns of one line; what would move the cursor becomes ?.
std::string FitLine(std::string_view text, int columns);

// Whether something can be written within that time without waiting.
bool IsWritable(int descriptor, int milliseconds = 0);

// Gives streams that the program was started without (`>&-`) a place where every write fails, so
// that no file that is opened later takes their number.
void HoldStandardStreams();

// Standard output, and why it could not be written.
class OutputStream {
 public:
  void Write(std::string_view text);
  // Writes what is buffered. "" or why something could not be written.
  std::string Finish();

 private:
  int error_ = 0;
};

// Writes to standard error past the buffers, and only what it takes without waiting.
void WriteErrorAtOnce(std::string_view text);

}  // namespace datagen::cli
