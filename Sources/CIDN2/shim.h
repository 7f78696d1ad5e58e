/* libidn2, GNU's IDNA2008 and UTS 46. */
#include <idn2.h>
