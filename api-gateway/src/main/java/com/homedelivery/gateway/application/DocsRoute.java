package com.homedelivery.gateway.application;

import org.springframework.http.server.PathContainer;

/** Where the gateway describes the API itself, without a token. */
public final class DocsRoute {

    public static final String PATH = "/docs";

    private DocsRoute() {}

    public static boolean covers(PathContainer path) {
        return path.value().equals(PATH) || path.value().startsWith(PATH + "/");
    }
}
