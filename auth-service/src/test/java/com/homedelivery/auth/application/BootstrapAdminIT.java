package com.homedelivery.auth.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.auth.AuthClient;
import com.homedelivery.auth.AuthClient.Person;
import com.homedelivery.auth.AuthProperties;
import com.homedelivery.auth.AuthServiceTest;
import com.homedelivery.auth.domain.Accounts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;

class BootstrapAdminIT extends AuthServiceTest {

    private static final String PASSWORD = "root password";

    @Autowired
    private AuthProperties properties;

    @Autowired
    private Accounts accounts;

    @Autowired
    private RegisterAccount registration;

    @BeforeEach
    void noAdmin() {
        jdbc.sql("update accounts set role = 'USER' where role = 'ADMIN'").update();
    }

    @Test
    void registersTheConfiguredAdmin() {
        String email = AuthClient.newEmail();

        start(email, PASSWORD);

        String token = auth.login(email, PASSWORD).data("accessToken");
        assertThat(api.withToken(token).get("/auth/me").data("role")).isEqualTo("admin");
    }

    @Test
    void registersNobodyWhenThereIsAnAdmin() {
        auth.admin();
        String email = AuthClient.newEmail();

        start(email, PASSWORD);

        assertThat(accounts.existsByEmail(email)).isFalse();
    }

    @Test
    void doesNotPromoteAnExistingAccount() {
        Person ann = auth.registered();

        start(ann.email(), PASSWORD);

        assertThat(accounts.existsAdmin()).isFalse();
    }

    @Test
    void registersNobodyWithoutConfiguration() {
        start("", "");
        start(null, null);

        assertThat(accounts.existsAdmin()).isFalse();
    }

    private void start(String email, String password) {
        AuthProperties named = new AuthProperties(
                properties.refreshTtl(),
                properties.reuseGrace(),
                properties.keepSecurityEvents(),
                properties.passwords(),
                properties.lockout(),
                properties.totp(),
                new AuthProperties.FirstAdmin(email, password));
        new BootstrapAdmin(named, accounts, registration).run(new DefaultApplicationArguments());
    }
}
