package com.homedelivery.user.application;

import com.homedelivery.shared.api.error.TooManyRequestsException;
import com.homedelivery.user.UserProperties;
import com.homedelivery.user.domain.Profiles;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Gives a person everything that all services keep about them. Every service is asked for it, so not too often. */
@Service
public class ExportPersonalData {

    private static final String THIS_SERVICE = "user";

    private final ProfileProvisioner provisioner;
    private final Profiles profiles;
    private final CustomerData own;
    private final PersonalDataElsewhere elsewhere;
    private final TransactionOperations transactions;
    private final Duration interval;
    private final Clock clock;

    ExportPersonalData(
            ProfileProvisioner provisioner,
            Profiles profiles,
            CustomerData own,
            PersonalDataElsewhere elsewhere,
            TransactionOperations transactions,
            UserProperties properties,
            Clock clock) {
        this.provisioner = provisioner;
        this.profiles = profiles;
        this.own = own;
        this.elsewhere = elsewhere;
        this.transactions = transactions;
        this.interval = properties.exportInterval();
        this.clock = clock;
    }

    /**
     * @throws TooManyRequestsException when it was given a moment ago
     * @throws com.homedelivery.shared.api.error.NotFoundException when the account was deleted
     */
    public PersonalDataExport export(UUID userId) {
        Instant now = clock.instant();
        transactions.executeWithoutResult(_ -> noteExport(userId, now));
        PersonalDataElsewhere.Answers answers = elsewhere.about(userId);
        Map<String, Object> services = new TreeMap<>(answers.data());
        services.put(THIS_SERVICE, own.of(userId));
        return new PersonalDataExport(userId, now, services, answers.missing());
    }

    private void noteExport(UUID userId, Instant now) {
        provisioner.findOrCreate(userId);
        if (profiles.noteExport(userId, now.minus(interval), now) == 0) {
            throw new TooManyRequestsException("Your data was exported a moment ago", interval);
        }
    }
}
