package com.homedelivery.shared.security.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The address that a request comes from. The gateway replaces {@code X-Forwarded-For} by the one address that it has found out; whoever
 * reaches a service without it is within the network of the services, and believed.
 */
public final class ClientAddress {

    private static final String FORWARDED_FOR = "X-Forwarded-For";

    private ClientAddress() {}

    public static InetAddress of(HttpServletRequest request) {
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
