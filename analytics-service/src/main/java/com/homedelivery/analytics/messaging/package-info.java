/** The record of events in Kafka comes in here. */
@NullMarked
package com.homedelivery.analytics.messaging;

import org.jspecify.annotations.NullMarked;
