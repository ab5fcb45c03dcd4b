/** The contracts between services: one sealed interface of records a stream. */
@NullMarked
package com.homedelivery.shared.event;

import org.jspecify.annotations.NullMarked;
