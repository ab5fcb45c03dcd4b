package com.homedelivery.auth.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.auth.AuthApi;
import com.homedelivery.auth.AuthApi.Person;
import com.homedelivery.auth.AuthProperties;
import com.homedelivery.auth.AuthServiceTest;
import com.homedelivery.auth.domain.Accounts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.jdbc.core.simple.JdbcClient;

@AuthServiceTest
class BootstrapAdminIT {

    private static final String PASSWORD = "root password";

    @Autowired
    private AuthProperties properties;

    @Autowired
    private Accounts accounts;

    @Autowired
    private RegisterAccount registration;

    @Autowired
    private AuthApi api;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void noAdmin() {
        jdbc.sql("update accounts set role = 'USER' where role = 'ADMIN'").update();
    }

    @Test
    void registersTheOneWhoIsNamed() {
        String email = AuthApi.freshEmail();

        start(email, PASSWORD);

        String token = api.login(email, PASSWORD).text("accessToken");
        assertThat(api.get("/auth/me", token).text("role")).isEqualTo("admin");
    }

    @Test
    void registersNobodyWhenThereIsAnAdmin() {
        api.admin();
        String email = AuthApi.freshEmail();

        start(email, PASSWORD);

        assertThat(accounts.existsByEmail(email)).isFalse();
    }

    @Test
    void promotesNobodyWhoWasThereBefore() {
        Person ann = api.registered();

        start(ann.email(), PASSWORD);

        assertThat(accounts.existsAdmin()).isFalse();
    }

    @Test
    void registersNobodyWhenNobodyIsNamed() {
        start("", "");
        start(null, null);

        assertThat(accounts.existsAdmin()).isFalse();
    }

    private void start(String email, String password) {
        AuthProperties named = new AuthProperties(
                properties.refreshTtl(),
                properties.reuseGrace(),
                properties.passwords(),
                properties.lockout(),
                new AuthProperties.FirstAdmin(email, password),
                properties.purgeInterval());
        new BootstrapAdmin(named, accounts, registration).run(new DefaultApplicationArguments());
    }
}
