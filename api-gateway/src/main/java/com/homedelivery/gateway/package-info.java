/** The single entry point of the suite: authentication, rate limits, routing. */
@NullMarked
package com.homedelivery.gateway;

import org.jspecify.annotations.NullMarked;
