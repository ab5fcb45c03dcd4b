/** The people who use the suite, as clients of its gateway and of nothing else. */
@NullMarked
package com.homedelivery.systemtests.people;

import org.jspecify.annotations.NullMarked;
