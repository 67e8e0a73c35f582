#include "doors/cli/command.h"

int main(int argc, char** argv) { return datagen::cli::RunProgram(argc, argv); }
