/**
 * What {@code ./dev} does: builds what is stale, runs the servers and the eleven services as processes, shows how they
 * are. {@link com.homedelivery.localstack.suite.Topology} says which they are.
 */
@NullMarked
package com.homedelivery.localstack.suite;

import org.jspecify.annotations.NullMarked;
