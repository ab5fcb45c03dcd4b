/** The way of an order to the door: riders, offers, deliveries, live tracking. */
@NullMarked
package com.homedelivery.delivery;

import org.jspecify.annotations.NullMarked;
