/** What an operator sees: request ids and defaults for logs, metrics and traces. */
@NullMarked
package com.homedelivery.shared.observability;

import org.jspecify.annotations.NullMarked;
