package com.homedelivery.gateway.application;

import com.homedelivery.shared.api.error.CommonErrorCode;
import com.homedelivery.shared.api.error.DomainException;
import com.homedelivery.shared.api.error.ErrorCode;
import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.security.CallingService;
import com.homedelivery.shared.security.CurrentUser;
import com.homedelivery.shared.security.TokenRejectedException;
import com.homedelivery.shared.security.web.BearerToken;
import java.net.InetAddress;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/** Recognises visitors by their token and their address. */
@Component
public class ClientIdentityResolver {

    private final AccessTokens tokens;
    private final ClientAddresses addresses;

    ClientIdentityResolver(AccessTokens tokens, ClientAddresses addresses) {
        this.tokens = tokens;
        this.addresses = addresses;
    }

    public ClientIdentity recognise(ServerHttpRequest request) {
        InetAddress address =
                addresses.of(request.getRemoteAddress(), request.getHeaders().getOrEmpty("X-Forwarded-For"));
        String token = BearerToken.in(request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION));
        if (token == null) {
            return new ClientIdentity(
                    address, null, new NotSignedIn(CommonErrorCode.UNAUTHORIZED, "A bearer token is required"));
        }
        try {
            return switch (tokens.read(token)) {
                case CurrentUser person -> new ClientIdentity(address, person, null);
                case CallingService _ -> new ClientIdentity(address, null, NotSignedIn.asService());
            };
        } catch (TokenRejectedException rejected) {
            return new ClientIdentity(address, null, rejected);
        }
    }

    private static final class NotSignedIn extends DomainException {

        NotSignedIn(ErrorCode code, String message) {
            super(code, message);
        }

        /** One is made for every request without a token: where that was is not worth remembering. */
        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }

        /** Services talk to each other directly: a token of theirs that comes in from outside was stolen. */
        static NotSignedIn asService() {
            return new NotSignedIn(CommonErrorCode.INVALID_TOKEN, "The token is not valid");
        }
    }
}
