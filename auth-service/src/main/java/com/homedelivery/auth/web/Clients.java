package com.homedelivery.auth.web;

import com.homedelivery.auth.domain.Client;
import com.homedelivery.shared.security.web.ClientAddress;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;

/** Where requests come from. */
final class Clients {

    private Clients() {}

    static Client of(HttpServletRequest request) {
        return Client.of(ClientAddress.of(request), request.getHeader(HttpHeaders.USER_AGENT));
    }
}
