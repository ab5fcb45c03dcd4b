package com.homedelivery.cart;

import com.homedelivery.shared.testing.RealServers;
import org.springframework.test.context.ContextConfiguration;

/** The same where carts are on several servers, and mostly on another one than the stream of orders. */
@ContextConfiguration(initializers = RealServers.OnRedisCluster.class, inheritInitializers = false)
class RemoveOrderedItemsOnRedisClusterIT extends RemoveOrderedItemsIT {}
