package com.homedelivery.shared.security.web;

import com.homedelivery.shared.api.EnvelopeWriter;
import com.homedelivery.shared.api.error.CommonErrorCode;
import com.homedelivery.shared.security.TokenRejectedException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/** Spring Security's refusals in the envelope. */
final class SecurityErrors implements AuthenticationEntryPoint, AccessDeniedHandler, RequestRejectedHandler {

    private final EnvelopeWriter envelopes;

    SecurityErrors(EnvelopeWriter envelopes) {
        this.envelopes = envelopes;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        TokenRejectedException rejected = BearerTokenFilter.rejectionOf(request);
        if (rejected == null) {
            envelopes.write(response, CommonErrorCode.UNAUTHORIZED, "A bearer token is required");
        } else {
            envelopes.write(response, rejected.code(), String.valueOf(rejected.getMessage()));
        }
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
            throws IOException {
        envelopes.write(response, CommonErrorCode.FORBIDDEN, "Your role does not allow this");
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException e)
            throws IOException {
        envelopes.write(response, CommonErrorCode.VALIDATION_ERROR, "The address of the request is not acceptable");
    }
}
