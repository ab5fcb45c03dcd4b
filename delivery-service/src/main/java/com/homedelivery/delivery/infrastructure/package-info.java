/** What the application needs of Redis, the database, Kafka and threads. */
@NullMarked
package com.homedelivery.delivery.infrastructure;

import org.jspecify.annotations.NullMarked;
