/** What a client sees: the envelope, the error codes, the one exception handler, {@code /health}. */
@NullMarked
package com.homedelivery.shared.api;

import org.jspecify.annotations.NullMarked;
