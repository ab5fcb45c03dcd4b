package com.homedelivery.user;

import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.IntegrationTest;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** The user service on real servers. Each test has a new customer. */
@IntegrationTest
public abstract class UserServiceTest {

    @Autowired
    protected ApiClient api;

    protected ApiClient ann;

    @BeforeEach
    void newCustomer() {
        ann = api.asCustomer();
    }
}
