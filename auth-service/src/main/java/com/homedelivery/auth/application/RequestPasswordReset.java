package com.homedelivery.auth.application;

import com.homedelivery.auth.application.RequestLimits.Limit;
import com.homedelivery.auth.domain.Client;
import com.homedelivery.auth.domain.EmailAddress;
import com.homedelivery.auth.domain.PasswordResetRequest;
import com.homedelivery.auth.domain.PasswordResetRequests;
import com.homedelivery.shared.api.error.TooManyRequestsException;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Notes that somebody has forgotten a password. Whether there is such an account is not even looked up here, so that neither
 * the answer nor its time can tell: {@link PasswordResetJob} does it.
 */
@Service
public class RequestPasswordReset {

    private static final Limit PER_NETWORK = new Limit("password reset from", 20, Duration.ofHours(1));

    private final PasswordResetRequests requests;
    private final RequestLimits limits;
    private final TransactionOperations transactions;
    private final Clock clock;

    RequestPasswordReset(
            PasswordResetRequests requests, RequestLimits limits, TransactionOperations transactions, Clock clock) {
        this.requests = requests;
        this.limits = limits;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Nothing is counted by address: then strangers could use up what is its owner's. How often it is mailed is for the job to
     * decide.
     *
     * @throws TooManyRequestsException when the client's network has asked too often, for whatever addresses
     */
    public void request(EmailAddress email, Client client) {
        Duration wait = limits.take(PER_NETWORK, client.network());
        if (wait.isPositive()) {
            throw new TooManyRequestsException("Too many passwords were asked for: try again later", wait);
        }
        transactions.executeWithoutResult(_ -> requests.save(new PasswordResetRequest(email, client, clock.instant())));
    }
}
