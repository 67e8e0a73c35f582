// The program: reads the command line, runs the command, gives its exit code.
#pragma once

namespace datagen::cli {

int RunProgram(int argc, char** argv);

}  // namespace datagen::cli
