#include "doors/cli/program.h"

int main(int argc, char** argv) { return datagen::cli::RunProgram(argc, argv); }
