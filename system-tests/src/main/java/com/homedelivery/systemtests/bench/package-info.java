/** What the suite costs and how fast it is: {@code ./dev bench}. */
@NullMarked
package com.homedelivery.systemtests.bench;

import org.jspecify.annotations.NullMarked;
