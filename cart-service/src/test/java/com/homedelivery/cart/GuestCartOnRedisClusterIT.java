package com.homedelivery.cart;

import com.homedelivery.shared.testing.RealServers;
import org.springframework.test.context.ContextConfiguration;

/** The same where the guest's cart and the customer's are mostly on different servers. */
@ContextConfiguration(initializers = RealServers.OnRedisCluster.class, inheritInitializers = false)
class GuestCartOnRedisClusterIT extends GuestCartIT {}
