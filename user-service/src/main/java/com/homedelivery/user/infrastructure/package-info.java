/** What the application keeps outside of its aggregates. */
@NullMarked
package com.homedelivery.user.infrastructure;

import org.jspecify.annotations.NullMarked;
