/**
 * The way to the local servers for tests and for {@code ./dev}: asks for a lease, starts the daemon when none runs.
 * Uses nothing but the JDK, so that a service's tests take it in without its servers.
 */
@NullMarked
package com.homedelivery.localstack.client;

import org.jspecify.annotations.NullMarked;
