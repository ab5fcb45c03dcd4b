package com.homedelivery.gateway.application;

import org.springframework.http.server.PathContainer;

/** What a request is counted and timed as: its route's name, of which there are few, whatever is asked for. */
public final class RouteName {

    /** All that leads nowhere is counted together. */
    private static final String NOWHERE = "nowhere";

    private static final String OPS = "ops";
    private static final String DOCS = "docs";

    private RouteName() {}

    public static String of(PathContainer path) {
        if (OpsRoutes.cover(path)) {
            return OPS;
        }
        return ServiceRoute.of(path)
                .map(route -> route.path().substring(route.path().lastIndexOf('/') + 1))
                .orElseGet(() -> DocsRoute.covers(path) ? DOCS : NOWHERE);
    }
}
