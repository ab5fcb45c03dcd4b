/** What the gateway decides by: client identity, rate limits, public routes, cached catalogue. */
@NullMarked
package com.homedelivery.gateway.application;

import org.jspecify.annotations.NullMarked;
