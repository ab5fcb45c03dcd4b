/** The suite as tests, chaos and benchmarks run it: beside the one for development, with ways to disturb it. */
@NullMarked
package com.homedelivery.systemtests.suite;

import org.jspecify.annotations.NullMarked;
