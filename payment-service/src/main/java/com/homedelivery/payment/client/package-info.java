/** Whom payments talk to: the order service and the provider. */
@NullMarked
package com.homedelivery.payment.client;

import org.jspecify.annotations.NullMarked;
