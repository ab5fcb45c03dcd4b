package com.homedelivery.auth.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.auth.AuthServiceTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(
        properties = {
            "homedelivery.demo-data=true",
            "homedelivery.auth.first-admin.email=root@homedelivery.test",
            "homedelivery.auth.first-admin.password=root password"
        })
class DemoAccountsIT extends AuthServiceTest {

    @Autowired
    private DemoAccounts demo;

    @BeforeEach
    void startAgain() {
        demo.run(new DefaultApplicationArguments());
    }

    @ParameterizedTest
    @CsvSource({"admin@homedelivery.test, admin", "rider1@homedelivery.test, rider", "rider2@homedelivery.test, rider"})
    void canSignIn(String email, String role) {
        String token = auth.login(email, "password123").data("accessToken");

        assertThat(api.withToken(token).get("/auth/me").data("role")).isEqualTo(role);
    }

    @Test
    void arePublishedOnce() {
        assertThat(jdbc.sql("select count(*) from outbox where data like '%rider1@homedelivery.test%'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }
}
