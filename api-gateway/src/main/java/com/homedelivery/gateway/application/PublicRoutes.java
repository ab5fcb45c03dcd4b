package com.homedelivery.gateway.application;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.HEAD;
import static org.springframework.http.HttpMethod.POST;

import java.util.List;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.RequestPath;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * What anybody may call without a token. All other routes ask for one; which role it takes is for the service to say.
 * A token that comes along to a public route is passed on and not judged, so that an expired one does no harm.
 */
public final class PublicRoutes {

    private static final List<PublicRoute> ROUTES = List.of(
            route("/api/auth/register", POST),
            route("/api/auth/login", POST),
            route("/api/auth/refresh", POST),
            route("/api/auth/logout", POST),
            route("/api/auth/password-reset", POST),
            route("/api/auth/password-reset/confirm", POST),
            route("/api/auth/verify-email", POST),
            route("/api/auth/confirm-email", POST),
            route("/api/products/**", GET, HEAD),
            route("/api/inventory/**", GET, HEAD),
            route("/api/cart/guest", POST),
            // Stripe signs what it sends; payment-service checks the signature.
            route("/api/payments/webhooks/stripe", POST),
            // Twilio signs what it sends; notification-service checks the signature.
            route("/api/notifications/callbacks/*", POST),
            // A browser cannot send a header with the handshake: delivery-service reads the token from STOMP's CONNECT.
            route("/ws", GET));

    private PublicRoutes() {}

    public static boolean contain(HttpMethod method, RequestPath path) {
        return ROUTES.stream().anyMatch(route -> route.matches(method, path));
    }

    private static PublicRoute route(String path, HttpMethod... methods) {
        return new PublicRoute(PathPatternParser.defaultInstance.parse(path), Set.of(methods));
    }

    private record PublicRoute(PathPattern path, Set<HttpMethod> methods) {

        boolean matches(HttpMethod method, RequestPath requested) {
            return methods.contains(method) && path.matches(requested.pathWithinApplication());
        }
    }
}
