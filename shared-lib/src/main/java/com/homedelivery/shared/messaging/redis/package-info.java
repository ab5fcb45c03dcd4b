/** Events in Redis Streams: connections, the fields of an entry, the relay's sink, trimming. */
@NullMarked
package com.homedelivery.shared.messaging.redis;

import org.jspecify.annotations.NullMarked;
