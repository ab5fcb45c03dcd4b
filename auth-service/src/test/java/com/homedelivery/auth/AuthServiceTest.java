package com.homedelivery.auth;

import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.IntegrationTest;
import com.homedelivery.shared.testing.MovableClock;
import com.homedelivery.shared.testing.OutboxEvents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The auth service on real servers, with a clock that can be put forward. */
@IntegrationTest
@Import({MovableClock.class, AuthClient.class})
public abstract class AuthServiceTest {

    @Autowired
    protected ApiClient api;

    @Autowired
    protected AuthClient auth;

    @Autowired
    protected OutboxEvents outbox;

    @Autowired
    protected JdbcClient jdbc;

    @Autowired
    protected MovableClock clock;
}
