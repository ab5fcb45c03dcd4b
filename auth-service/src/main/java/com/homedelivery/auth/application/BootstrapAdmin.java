package com.homedelivery.auth.application;

import com.homedelivery.auth.AuthProperties;
import com.homedelivery.auth.domain.Accounts;
import com.homedelivery.auth.domain.EmailAddress;
import com.homedelivery.auth.domain.RegistrationFailedException;
import com.homedelivery.shared.security.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * Registers the admin named in the configuration, as long as there is none: only an admin can
 * make others admins. An account that exists already is never promoted.
 */
@Component
class BootstrapAdmin implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(BootstrapAdmin.class);

    private final AuthProperties.FirstAdmin firstAdmin;
    private final Accounts accounts;
    private final RegisterAccount registration;

    BootstrapAdmin(AuthProperties properties, Accounts accounts, RegisterAccount registration) {
        this.firstAdmin = properties.firstAdmin();
        this.accounts = accounts;
        this.registration = registration;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        String email = firstAdmin.email();
        String password = firstAdmin.password();
        if (!StringUtils.hasText(email) || !StringUtils.hasText(password) || accounts.existsAdmin()) {
            return;
        }
        try {
            registration.register(new EmailAddress(email), password, Role.ADMIN);
            log.info("Registered {} as the first admin", email);
        } catch (RegistrationFailedException taken) {
            log.error("There is no admin, and {} cannot become it: the address has an account already", email);
        }
    }
}
