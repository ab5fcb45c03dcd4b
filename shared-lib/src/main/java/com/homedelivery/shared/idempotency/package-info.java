/** A request sent twice with one {@code Idempotency-Key} acts once. */
@NullMarked
package com.homedelivery.shared.idempotency;

import org.jspecify.annotations.NullMarked;
