package com.homedelivery.systemtests.chaos;

import com.homedelivery.systemtests.suite.Instance;
import java.time.Duration;

/** Something that goes wrong. */
sealed interface Disturbance {

    /** A process is ended with SIGKILL and started again after a while. */
    record Kill(Instance instance, Duration downFor) implements Disturbance {
        @Override
        public String toString() {
            return "kill " + instance + ", down for " + downFor.toSeconds() + " s";
        }
    }

    /** All instances of a service are away for a while, killed. */
    record ServiceAway(String service, Duration downFor) implements Disturbance {
        @Override
        public String toString() {
            return "all of " + service + " away for " + downFor.toSeconds() + " s";
        }
    }

    /** Redis is killed and comes back with what it had written. */
    record RedisRestarts() implements Disturbance {
        @Override
        public String toString() {
            return "Redis is killed and comes back";
        }
    }

    /** Redis loses everything: streams, groups, carts, counters. */
    record RedisLosesAll() implements Disturbance {
        @Override
        public String toString() {
            return "Redis loses everything";
        }
    }

    /** The server of a Redis Cluster that has a key is killed, and comes back some time after its replica has taken over. */
    record RedisMasterDies(String key, Duration downFor) implements Disturbance {
        @Override
        public String toString() {
            return "the Redis that has " + key + " is killed, and comes back " + downFor.toSeconds()
                    + " s after its replica has taken over";
        }
    }

    record KafkaStandsStill(Duration time) implements Disturbance {
        @Override
        public String toString() {
            return "Kafka stands still for " + time.toSeconds() + " s";
        }
    }

    record PostgresStandsStill(Duration time) implements Disturbance {
        @Override
        public String toString() {
            return "PostgreSQL stands still for " + time.toSeconds() + " s";
        }
    }

    /** The host that leads a service's relay vanishes without closing a connection, until another has taken over. */
    record RelayHostVanishes(String service, Duration longest) implements Disturbance {
        @Override
        public String toString() {
            return "the host of " + service + "'s relay vanishes, for at most " + longest.toSeconds() + " s";
        }
    }
}
