/** Counts what happened, from the record of events. */
@NullMarked
package com.homedelivery.analytics;

import org.jspecify.annotations.NullMarked;
