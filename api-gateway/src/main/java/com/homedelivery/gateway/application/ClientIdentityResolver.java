package com.homedelivery.gateway.application;

import com.homedelivery.shared.api.error.CommonErrorCode;
import com.homedelivery.shared.api.error.DomainException;
import com.homedelivery.shared.api.error.ErrorCode;
import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.security.BearerToken;
import com.homedelivery.shared.security.CallingService;
import com.homedelivery.shared.security.CurrentUser;
import com.homedelivery.shared.security.TokenRejectedException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Finds out who sent a request, by its bearer token and its address. */
@Component
public class ClientIdentityResolver {

    private final AccessTokens tokens;
    private final ClientAddresses addresses;

    ClientIdentityResolver(AccessTokens tokens, ClientAddresses addresses) {
        this.tokens = tokens;
        this.addresses = addresses;
    }

    /** @param remote the other end of the connection: the client, or a proxy */
    public ClientIdentity resolve(@Nullable InetSocketAddress remote, HttpHeaders headers) {
        InetAddress address = addresses.of(remote, headers.getOrEmpty("X-Forwarded-For"));
        String token = BearerToken.in(headers.getFirst(HttpHeaders.AUTHORIZATION));
        if (token == null) {
            return new ClientIdentity(
                    address,
                    null,
                    new UnauthenticatedException(CommonErrorCode.UNAUTHORIZED, "A bearer token is required"));
        }
        try {
            return switch (tokens.read(token)) {
                case CurrentUser user -> new ClientIdentity(address, user, null);
                case CallingService _ -> new ClientIdentity(address, null, UnauthenticatedException.serviceToken());
            };
        } catch (TokenRejectedException rejected) {
            return new ClientIdentity(address, null, rejected);
        }
    }

    private static final class UnauthenticatedException extends DomainException {

        UnauthenticatedException(ErrorCode code, String message) {
            super(code, message);
        }

        /** Created for every request without a token; where that was is of no interest. */
        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }

        /** Services talk to each other directly: a token of theirs that comes in from outside was stolen. */
        static UnauthenticatedException serviceToken() {
            return new UnauthenticatedException(CommonErrorCode.INVALID_TOKEN, "The token is not valid");
        }
    }
}
