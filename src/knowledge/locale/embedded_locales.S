/* Puts the converted locale data into the program; LOCALES_FILE comes from CMake. */
    .section .rodata
    .global datagen_locales_begin
    .global datagen_locales_end
datagen_locales_begin:
    .incbin LOCALES_FILE
datagen_locales_end:
    .byte 0
    .section .note.GNU-stack,"",@progbits
