package com.homedelivery.gateway.application;

import java.util.Optional;
import org.springframework.http.server.PathContainer;

/** The first step of a public path, and which service answers there. What is not listed is not to be reached. */
public enum ServiceRoute {
    AUTH("/api/auth", "auth"),
    USERS("/api/users", "user"),
    PRODUCTS("/api/products", "product"),
    INVENTORY("/api/inventory", "inventory"),
    CART("/api/cart", "cart"),
    ORDERS("/api/orders", "order"),
    PAYMENTS("/api/payments", "payment"),
    DELIVERIES("/api/deliveries", "delivery"),
    RIDERS("/api/riders", "delivery"),
    NOTIFICATIONS("/api/notifications", "notification"),
    ANALYTICS("/api/analytics", "analytics"),
    /** The WebSocket endpoint of live tracking. */
    TRACKING("/ws", "delivery");

    private static final ServiceRoute[] ALL = values();

    private final String path;
    private final String service;

    ServiceRoute(String path, String service) {
        this.path = path;
        this.service = service;
    }

    /** The route that a path belongs to, if any. */
    public static Optional<ServiceRoute> of(PathContainer path) {
        String requested = path.value();
        for (ServiceRoute route : ALL) {
            if (route.covers(requested)) {
                return Optional.of(route);
            }
        }
        return Optional.empty();
    }

    private boolean covers(String requested) {
        return requested.startsWith(path)
                && (requested.length() == path.length() || requested.charAt(path.length()) == '/');
    }

    public String path() {
        return path;
    }

    /** Name of the service without {@code -service}. */
    public String service() {
        return service;
    }
}
