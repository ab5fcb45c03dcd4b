/** Where dead letters are kept: in the service's database, or beside their stream in Redis. */
@NullMarked
package com.homedelivery.shared.messaging.deadletter;

import org.jspecify.annotations.NullMarked;
