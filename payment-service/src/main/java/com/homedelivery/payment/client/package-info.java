/** Calls of the order service. */
@NullMarked
package com.homedelivery.payment.client;

import org.jspecify.annotations.NullMarked;
