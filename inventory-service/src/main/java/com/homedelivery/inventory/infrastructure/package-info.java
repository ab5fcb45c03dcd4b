/** What the application keeps outside of its aggregates. */
@NullMarked
package com.homedelivery.inventory.infrastructure;

import org.jspecify.annotations.NullMarked;
