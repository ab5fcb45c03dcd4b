/** Redis counters, the JDBC journal, the group commit of reservations, and scheduled jobs. */
@NullMarked
package com.homedelivery.inventory.infrastructure;

import org.jspecify.annotations.NullMarked;
