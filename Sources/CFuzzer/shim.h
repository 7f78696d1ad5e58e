// What libFuzzer offers to custom mutators; the compiler's headers do not declare it.
#pragma once
#include <stddef.h>
#include <stdint.h>

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size);
