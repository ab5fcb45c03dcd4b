/** The events that people are notified of. */
@NullMarked
package com.homedelivery.notification.messaging;

import org.jspecify.annotations.NullMarked;
