package com.homedelivery.localstack.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalServersTests {

    @Test
    void survivesTheWayToTheDaemon() {
        ServerAddresses addresses = new ServerAddresses(1, 2, 3, 4, 5, 6, 7);
        LocalServers development =
                LocalServers.forDevelopment(Path.of("/a b/c=d"), addresses, List.of("one_db", "two_db"));
        LocalServers tests = LocalServers.forTests();

        assertThat(LocalServers.fromArguments(development.toArguments())).isEqualTo(development);
        assertThat(LocalServers.fromArguments(tests.toArguments())).isEqualTo(tests);
    }
}
