/** How events travel: the outbox and its relay, the stream consumer with inbox, retries and dead letters. */
@NullMarked
package com.homedelivery.shared.messaging;

import org.jspecify.annotations.NullMarked;
