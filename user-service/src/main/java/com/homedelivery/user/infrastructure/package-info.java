/** The profile cache in Redis. */
@NullMarked
package com.homedelivery.user.infrastructure;

import org.jspecify.annotations.NullMarked;
