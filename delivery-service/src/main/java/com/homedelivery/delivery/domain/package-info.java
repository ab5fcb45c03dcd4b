/** Deliveries, riders and offers: the rules, and nothing of how they are reached. */
@NullMarked
package com.homedelivery.delivery.domain;

import org.jspecify.annotations.NullMarked;
