/** Records what happened from the events in Kafka, and reports on it. */
@NullMarked
package com.homedelivery.analytics;

import org.jspecify.annotations.NullMarked;
