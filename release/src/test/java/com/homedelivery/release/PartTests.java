package com.homedelivery.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartTests {

    /** Files with the lines that were changed in them, and the part that they make a commit belong to. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "order-service/src/main/java/Order.java=3 | SERVICES",
                "order-service/src/main/java/Order.java=3 docs/events.md=90 pom.xml=40 | SERVICES",
                "order-service/src/main/java/Order.java=3 order-service/src/test/java/OrderTests.java=90 | SERVICES",
                "order-service/src/main/java/Order.java=3 shared-lib/src/main/java/Event.java=4 | CORE",
                "cart-service/pom.xml=2 order-service/pom.xml=2 shared-lib/pom.xml=3 | SERVICES",
                "api-gateway/src/main/java/Routes.java=1 | GATEWAY",
                "docs/api/openapi.json=900 sdk/java/pom.xml=1 | CLIENTS",
                "deploy/helm/home-delivery/values.yaml=1 docker-compose.yml=1 Dockerfile=1 | CONTAINERS",
                "docs/runbooks/lag.md=5 | OBSERVABILITY",
                "dev=5 local-stack/src/main/java/Dev.java=5 | TOOLS",
                "system-tests/src/test/java/CrashIT.java=5 | TESTS",
                "README.md=5 | DOCUMENTS",
                ".github/workflows/ci.yml=5 | BUILD"
            })
    void isWhereMostOfWhatMattersIs(String files, Part part) {
        Map<String, Integer> lines = Arrays.stream(files.split(" "))
                .map(file -> file.split("="))
                .collect(Collectors.toMap(file -> file[0], file -> Integer.valueOf(file[1])));

        assertThat(Part.of(new Commit("1", "Change it", lines))).isEqualTo(part);
    }
}
