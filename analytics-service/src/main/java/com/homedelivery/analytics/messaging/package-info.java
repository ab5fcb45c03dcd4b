/** The Kafka consumer. */
@NullMarked
package com.homedelivery.analytics.messaging;

import org.jspecify.annotations.NullMarked;
