package com.homedelivery.shared.drain;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.util.OnCommittedResponseWrapper;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Asks clients of a service that is about to end to close their connections: with each answer that is begun since then, also when
 * its request came before.
 */
final class DrainFilter extends OncePerRequestFilter {

    private final ConnectionDrain drain;

    DrainFilter(ConnectionDrain drain) {
        this.drain = drain;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        OnCommittedResponseWrapper answer = new OnCommittedResponseWrapper(response) {
            @Override
            protected void onResponseCommitted() {
                askToClose(response);
            }
        };
        chain.doFilter(request, answer);
        askToClose(response);
    }

    /** Of no effect on an answer that has begun. */
    private void askToClose(HttpServletResponse response) {
        if (drain.isDraining()) {
            response.setHeader(HttpHeaders.CONNECTION, "close");
        }
    }
}
