/**
 * The daemon: one JVM with the Kafka broker, the MongoDB stand-in and the mail server inside, and PostgreSQL and Redis
 * as its child processes.
 */
@NullMarked
package com.homedelivery.localstack.servers;

import org.jspecify.annotations.NullMarked;
