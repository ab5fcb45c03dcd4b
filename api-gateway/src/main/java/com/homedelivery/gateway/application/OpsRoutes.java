package com.homedelivery.gateway.application;

import java.util.Arrays;
import java.util.List;
import org.springframework.http.server.PathContainer;

/**
 * Where operators reach what a service keeps for them: {@code /api/ops/{service}/**} is {@code /ops/**} of that service.
 * The gateway asks for a token; that it is an admin's is for the service to check.
 */
public final class OpsRoutes {

    public static final String PATH = "/api/ops";

    private OpsRoutes() {}

    /** Whether a path begins with {@link #PATH}, whichever service it names. */
    public static boolean cover(PathContainer path) {
        return path.value().equals(PATH) || path.value().startsWith(PATH + "/");
    }

    /** Names of the services that can be reached, without {@code -service}. */
    public static List<String> services() {
        return Arrays.stream(ServiceRoute.values())
                .map(ServiceRoute::service)
                .distinct()
                .toList();
    }
}
