package com.homedelivery.shared.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.messaging.stream.ConsumerGroup;
import com.homedelivery.shared.security.TokenRevocationCheck.EpochKeys;
import io.lettuce.core.cluster.SlotHash;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KeyNamingTests {

    private static final UUID ANN = UUID.fromString("0198c0de-0000-7000-8000-000000000001");

    @Test
    void inAClusterWhatBelongsToAKeyIsInItsSlot() {
        assertThat(slot(KeyNaming.CLUSTER.companion("stream:orders", ":trimmed")))
                .isEqualTo(slot("stream:orders"));
        assertThat(slot(ConsumerGroup.deadLetterStream(KeyNaming.CLUSTER, "stream:orders", "cart-service")))
                .isEqualTo(slot("stream:orders"));
    }

    @Test
    void inAClusterAllTokenEpochsAreInOneSlot() {
        EpochKeys keys = new EpochKeys(KeyNaming.CLUSTER);

        assertThat(slot(keys.of(ANN))).isEqualTo(slot(keys.revision())).isEqualTo(slot(keys.of(UUID.randomUUID())));
    }

    /** What is there stays where it is: a new release must find it, and a former one beside it too. */
    @Test
    void onASingleServerTheNamesAreThoseOfFormerReleases() {
        EpochKeys keys = new EpochKeys(KeyNaming.SINGLE_SERVER);

        assertThat(KeyNaming.SINGLE_SERVER.companion("stream:orders", ":trimmed"))
                .isEqualTo("stream:orders:trimmed");
        assertThat(ConsumerGroup.deadLetterStream(KeyNaming.SINGLE_SERVER, "stream:orders", "cart-service"))
                .isEqualTo("stream:orders:dead:cart-service");
        assertThat(keys.revision()).isEqualTo("auth:token-epoch:revision");
        assertThat(keys.of(ANN)).isEqualTo("auth:token-epoch:" + ANN);
    }

    private static int slot(String key) {
        return SlotHash.getSlot(key);
    }
}
