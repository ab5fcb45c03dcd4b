package com.homedelivery.inventory;

import com.homedelivery.inventory.support.InventoryApi;
import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.IntegrationTest;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The inventory service on real servers. */
@IntegrationTest
abstract class InventoryServiceTest {

    @Autowired
    protected ApiClient api;

    @Autowired
    protected JdbcClient jdbc;

    protected InventoryApi inventory;

    @BeforeEach
    void openApi() {
        inventory = new InventoryApi(api);
    }
}
