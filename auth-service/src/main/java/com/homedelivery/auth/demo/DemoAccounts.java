package com.homedelivery.auth.demo;

import com.homedelivery.auth.application.RegisterAccount;
import com.homedelivery.auth.domain.EmailAddress;
import com.homedelivery.auth.domain.RegistrationFailedException;
import com.homedelivery.shared.security.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/** An admin and two riders with a well-known password. Never for production. */
@Component
@ConditionalOnBooleanProperty("homedelivery.demo-data")
class DemoAccounts implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(DemoAccounts.class);
    private static final String PASSWORD = "password123";

    private final RegisterAccount registration;

    DemoAccounts(RegisterAccount registration) {
        this.registration = registration;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        open("admin@homedelivery.test", Role.ADMIN);
        open("rider1@homedelivery.test", Role.RIDER);
        open("rider2@homedelivery.test", Role.RIDER);
    }

    private void open(String email, Role role) {
        try {
            registration.register(new EmailAddress(email), PASSWORD, role);
            log.info("Demo account {} ({})", email, role);
        } catch (RegistrationFailedException thereAlready) {
            log.debug("Demo account {} is there already", email);
        }
    }
}
