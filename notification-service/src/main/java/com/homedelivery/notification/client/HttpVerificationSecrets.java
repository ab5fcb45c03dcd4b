package com.homedelivery.notification.client;

import com.homedelivery.notification.application.MessageSender.DeferredException;
import com.homedelivery.notification.application.VerificationSecrets;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClientException;

/** Asks the auth service for secrets. */
@Component
class HttpVerificationSecrets implements VerificationSecrets {

    private final AuthClient auth;

    HttpVerificationSecrets(AuthClient auth) {
        this.auth = auth;
    }

    @Override
    public Optional<Secret> secretOf(UUID verificationId) throws DeferredException {
        try {
            return Optional.ofNullable(auth.secret(verificationId).data())
                    .map(answer -> new Secret(answer.secret(), answer.email()));
        } catch (HttpClientErrorException.NotFound e) {
            return Optional.empty();
        } catch (RestClientException e) {
            throw new DeferredException("The secret could not be had", "The auth service did not answer", e);
        }
    }
}
