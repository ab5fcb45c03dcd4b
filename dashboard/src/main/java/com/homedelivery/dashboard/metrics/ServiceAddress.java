package com.homedelivery.dashboard.metrics;

import java.net.URI;

/**
 * Where a service is.
 *
 * @param address of clients, which has {@code /health}
 * @param management of operators, which has the metrics
 */
public record ServiceAddress(String name, URI address, URI management) {}
