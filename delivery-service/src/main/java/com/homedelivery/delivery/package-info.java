/** The delivery of orders: riders, offers, deliveries, live tracking. */
@NullMarked
package com.homedelivery.delivery;

import org.jspecify.annotations.NullMarked;
