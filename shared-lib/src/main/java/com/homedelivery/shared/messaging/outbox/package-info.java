/** Events that are written in the transaction they tell about, and the relay that sends them. */
@NullMarked
package com.homedelivery.shared.messaging.outbox;

import org.jspecify.annotations.NullMarked;
