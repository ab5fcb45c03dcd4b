package com.homedelivery.localstack.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServersSpecTests {

    @Test
    void survivesTheWayToTheDaemon() {
        ServerPorts ports = new ServerPorts(1, 2, 3, 4, 5, 6, 7);
        ServersSpec development = ServersSpec.forDevelopment(Path.of("/a b/c=d"), ports, List.of("one_db", "two_db"));
        ServersSpec tests = ServersSpec.forTests(Path.of("/checkout"));

        assertThat(ServersSpec.fromArguments(development.toArguments())).isEqualTo(development);
        assertThat(ServersSpec.fromArguments(tests.toArguments())).isEqualTo(tests);
    }
}
