package com.homedelivery.auth.web;

import com.homedelivery.auth.domain.Client;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Where requests come from. The gateway replaces {@code X-Forwarded-For} by the one address that it has found out; whoever
 * reaches this service without it is within the network of the services, and believed.
 */
final class Clients {

    private static final String FORWARDED_FOR = "X-Forwarded-For";

    private Clients() {}

    static Client of(HttpServletRequest request) {
        return Client.of(addressOf(request), request.getHeader(HttpHeaders.USER_AGENT));
    }

    private static InetAddress addressOf(HttpServletRequest request) {
        String forwarded = lastOf(request.getHeader(FORWARDED_FOR));
        try {
            return InetAddress.ofLiteral(forwarded == null ? request.getRemoteAddr() : forwarded);
        } catch (IllegalArgumentException noAddress) {
            return InetAddress.ofLiteral(request.getRemoteAddr());
        }
    }

    private static @Nullable String lastOf(@Nullable String addresses) {
        return addresses == null
                ? null
                : Arrays.asList(addresses.split(",")).getLast().strip();
    }
}
