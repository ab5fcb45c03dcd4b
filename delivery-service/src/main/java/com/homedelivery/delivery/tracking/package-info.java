/** Live tracking: STOMP over WebSocket, fanned out to all instances. */
@NullMarked
package com.homedelivery.delivery.tracking;

import org.jspecify.annotations.NullMarked;
