/** What programs that play on a suite of their own have in common: how they tell what happens, and look into databases. */
@NullMarked
package com.homedelivery.systemtests.run;

import org.jspecify.annotations.NullMarked;
