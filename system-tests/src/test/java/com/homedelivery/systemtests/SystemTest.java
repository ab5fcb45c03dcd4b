package com.homedelivery.systemtests;

import com.homedelivery.localstack.suite.TestSuite;
import com.homedelivery.systemtests.people.Gateway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** A story that is played on the whole suite. */
@ExtendWith(RunningSuite.class)
public abstract class SystemTest {

    protected TestSuite suite;
    protected Gateway gateway;
    protected Shop shop;

    @BeforeEach
    void openTheShop() {
        suite = RunningSuite.suite();
        gateway = new Gateway(suite.gateway());
        shop = new Shop(gateway);
    }
}
