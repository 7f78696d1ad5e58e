/* stdbool.h must come first: without it ldns/common.h defines _Bool as signed char, and every C bool
   arrives in Swift as Int8. */
#include <stdbool.h>
#include <ldns/ldns.h>
