/** One order from cart to doorstep, told while it happens. */
@NullMarked
package com.homedelivery.systemtests.demo;

import org.jspecify.annotations.NullMarked;
