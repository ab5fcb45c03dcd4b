/**
 * What stands behind interfaces of the application: payment providers, the inbox of webhook events, the settlement
 * worker.
 */
@NullMarked
package com.homedelivery.payment.infrastructure;

import org.jspecify.annotations.NullMarked;
