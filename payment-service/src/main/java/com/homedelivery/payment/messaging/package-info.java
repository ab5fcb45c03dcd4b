/** The events that payments depend on. */
@NullMarked
package com.homedelivery.payment.messaging;

import org.jspecify.annotations.NullMarked;
