package com.homedelivery.localstack.suite;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Starts {@link FakeService} in the place of every service. */
final class FakeLauncher implements Launcher {

    final Set<String> broken = new HashSet<>();
    final Map<String, Instant> builds = new HashMap<>();

    @Override
    public Instant builtAt(Service service) {
        return builds.getOrDefault(service.name(), Instant.EPOCH);
    }

    @Override
    public List<String> arguments(Service service) {
        return List.of(
                "-Xmx32m",
                "-XX:+UseSerialGC",
                "-cp",
                "local-stack/target/test-classes",
                FakeService.class.getName(),
                broken.contains(service.name()) ? "broken" : "sound");
    }

    @Override
    public int startsAtOnce() {
        return 2;
    }
}
