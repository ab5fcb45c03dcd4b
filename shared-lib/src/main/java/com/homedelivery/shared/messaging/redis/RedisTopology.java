package com.homedelivery.shared.messaging.redis;

import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode.NodeFlag;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Which server has which key. */
sealed interface RedisTopology {

    /** The server that takes writes of this key. */
    RedisURI serverOf(String key);

    /** Every server that takes writes, as far as is known; none that the others have given up. */
    List<RedisURI> servers();

    /** Keys of which this is the same may be in one transaction. */
    int slotOf(String key);

    /**
     * One server has all keys.
     *
     * @param server its address, or of the sentinels that know it
     */
    record Single(RedisURI server) implements RedisTopology {

        @Override
        public RedisURI serverOf(String key) {
            return server;
        }

        @Override
        public List<RedisURI> servers() {
            return List.of(server);
        }

        @Override
        public int slotOf(String key) {
            return 0;
        }
    }

    /**
     * Masters share the slots. Who asks where a key is has lost a connection, or has none yet: the cluster is asked anew.
     *
     * @param client of the service, which knows the cluster
     * @param settings what connections need beside the address of a server
     */
    record Cluster(Supplier<RedisClusterClient> client, UnaryOperator<RedisURI> settings) implements RedisTopology {

        @Override
        public RedisURI serverOf(String key) {
            client.get().refreshPartitions();
            RedisClusterNode master = client.get().getPartitions().getMasterBySlot(slotOf(key));
            if (master == null) {
                throw new RedisConnectionException("No server of the cluster has " + key);
            }
            return settings.apply(master.getUri());
        }

        @Override
        public List<RedisURI> servers() {
            return client.get().getPartitions().stream()
                    .filter(node -> node.getRole().isUpstream() && !node.hasNoSlots() && !node.is(NodeFlag.FAIL))
                    .map(node -> settings.apply(node.getUri()))
                    .toList();
        }

        @Override
        public int slotOf(String key) {
            return SlotHash.getSlot(key);
        }
    }
}
