/** The events that come in. */
@NullMarked
package com.homedelivery.delivery.messaging;

import org.jspecify.annotations.NullMarked;
