/** What can be done with deliveries, one use case a class; transactions live here. */
@NullMarked
package com.homedelivery.delivery.application;

import org.jspecify.annotations.NullMarked;
