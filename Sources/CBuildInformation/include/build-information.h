#pragma once

/* What a build was made from, where the build was told: Scripts/package hands it in by the environment. */

/* The commit, forty hexadecimal digits; empty where it was not handed in. */
const char *_Nonnull sendready_build_commit(void);

/* The packages that are linked in, "name version" each, with semicolons between; empty where they were not handed in. */
const char *_Nonnull sendready_build_packages(void);
