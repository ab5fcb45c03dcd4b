package com.homedelivery.shared.security.web;

import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.security.CallingService;
import java.io.IOException;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/** Signs every call of an HTTP client with a fresh token of this service. */
public final class ServiceTokenInterceptor implements ClientHttpRequestInterceptor {

    private final AccessTokens tokens;
    private final CallingService self;

    public ServiceTokenInterceptor(AccessTokens tokens, CallingService self) {
        this.tokens = tokens;
        this.self = self;
    }

    @Override
    public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        request.getHeaders().setBearerAuth(tokens.issueFor(self));
        return execution.execute(request, body);
    }
}
