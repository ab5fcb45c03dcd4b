package com.homedelivery.systemtests;

import com.homedelivery.systemtests.people.Gateway;
import com.homedelivery.systemtests.suite.TestSuite;
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
        gateway = new Gateway(RunningSuite.gateway());
        shop = new Shop(gateway);
    }
}
