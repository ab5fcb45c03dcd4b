/**
 * Where dead letters are kept: in the service's database, or beside their stream in Redis. {@code StreamConsumer} makes them, in
 * package {@code stream}.
 */
@NullMarked
package com.homedelivery.shared.messaging.deadletter;

import org.jspecify.annotations.NullMarked;
