package com.homedelivery.shared.security.web;

import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.security.BearerToken;
import com.homedelivery.shared.security.Caller;
import com.homedelivery.shared.security.TokenRejectedException;
import com.homedelivery.shared.security.TokenRevocationCheck;
import com.homedelivery.shared.security.VerifiedToken;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Authenticates the caller by a valid bearer token that is not {@linkplain TokenRevocationCheck revoked}. Why a token is
 * rejected is kept with the request: public routes ignore it, and where authentication is required {@link SecurityErrors}
 * answers with it.
 */
final class BearerTokenFilter extends OncePerRequestFilter {

    private static final String REJECTION = BearerTokenFilter.class.getName() + ".rejection";

    private final AccessTokens tokens;
    private final TokenRevocationCheck revocations;

    BearerTokenFilter(AccessTokens tokens, TokenRevocationCheck revocations) {
        this.tokens = tokens;
        this.revocations = revocations;
    }

    static TokenRejectedException rejectionOf(HttpServletRequest request) {
        return (TokenRejectedException) request.getAttribute(REJECTION);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String token = BearerToken.in(request.getHeader(HttpHeaders.AUTHORIZATION));
        if (token != null) {
            try {
                signIn(current(token), token);
            } catch (TokenRejectedException rejected) {
                request.setAttribute(REJECTION, rejected);
            }
        }
        chain.doFilter(request, response);
    }

    private Caller current(String token) {
        VerifiedToken verified = tokens.verified(token);
        if (revocations.isRevoked(verified)) {
            throw TokenRejectedException.revoked();
        }
        return verified.caller();
    }

    private static void signIn(Caller caller, String token) {
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                caller,
                token,
                List.of(new SimpleGrantedAuthority("ROLE_" + caller.role().name()))));
        SecurityContextHolder.setContext(context);
    }
}
