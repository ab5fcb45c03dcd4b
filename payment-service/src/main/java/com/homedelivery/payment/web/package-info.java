/** Payments over HTTP, for people and for the provider's webhooks. */
@NullMarked
package com.homedelivery.payment.web;

import org.jspecify.annotations.NullMarked;
