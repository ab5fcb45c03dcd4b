/** Faults of riders for demonstrations. */
@NullMarked
package com.homedelivery.delivery.demo;

import org.jspecify.annotations.NullMarked;
