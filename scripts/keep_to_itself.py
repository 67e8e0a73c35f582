"""Lets a shared library keep to itself, in a process that has another one of its name.

keep_to_itself.py LIBRARY

The entry that names the library (DT_SONAME) becomes the flag DF_SYMBOLIC. So the library's own calls stay
in it, though another one's functions of the same names were loaded for all (RTLD_GLOBAL) before; and who
asks for the library by that name later, never gets this one.
"""

import pathlib
import struct
import sys

PT_DYNAMIC = 2
DT_NULL, DT_SONAME, DT_FLAGS = 0, 14, 30
DF_SYMBOLIC = 2


def dynamic_entries(elf):
    """(offset in the file, tag) of each entry of the dynamic section of a 64-bit ELF file."""
    assert elf[:6] == b"\x7fELF\x02\x01", "not a little-endian 64-bit ELF file"
    (headers,) = struct.unpack_from("<Q", elf, 32)
    size, count = struct.unpack_from("<HH", elf, 54)
    for i in range(count):
        kind, _, start, _, _, length, _, _ = struct.unpack_from(
            "<IIQQQQQQ", elf, headers + i * size
        )
        if kind == PT_DYNAMIC:
            for at in range(start, start + length, 16):
                (tag,) = struct.unpack_from("<Q", elf, at)
                if tag == DT_NULL:
                    return
                yield at, tag


def main(path):
    elf = bytearray(path.read_bytes())
    entries = {tag: at for at, tag in dynamic_entries(elf)}
    assert DT_FLAGS not in entries, f"{path} has flags already"
    struct.pack_into("<QQ", elf, entries[DT_SONAME], DT_FLAGS, DF_SYMBOLIC)
    path.write_bytes(elf)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
