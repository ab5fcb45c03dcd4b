/** What the services say about themselves: health, and metrics over the last minutes. */
@NullMarked
package com.homedelivery.dashboard.metrics;

import org.jspecify.annotations.NullMarked;
