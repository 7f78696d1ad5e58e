#include "build-information.h"

#ifndef SENDREADY_COMMIT
#define SENDREADY_COMMIT ""
#endif
#ifndef SENDREADY_PACKAGES
#define SENDREADY_PACKAGES ""
#endif

const char *sendready_build_commit(void) { return SENDREADY_COMMIT; }
const char *sendready_build_packages(void) { return SENDREADY_PACKAGES; }
