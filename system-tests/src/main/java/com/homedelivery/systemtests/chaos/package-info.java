/** The suite in a storm: whole journeys while processes are killed and servers stand still, and the books afterwards. */
@NullMarked
package com.homedelivery.systemtests.chaos;

import org.jspecify.annotations.NullMarked;
