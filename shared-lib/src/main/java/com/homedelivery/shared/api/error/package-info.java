/** Refusals and failures: error codes, the exceptions that carry them, and the classification of failures. */
@NullMarked
package com.homedelivery.shared.api.error;

import org.jspecify.annotations.NullMarked;
