package com.homedelivery.localstack.suite;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Starts {@link FakeService} in the place of every service. */
final class FakeLauncher implements Launcher {

    final Set<String> broken = new HashSet<>();
    final Map<String, String> builds = new HashMap<>();
    int allHealthyCalls;

    @Override
    public void prepare(List<Service> services) {}

    @Override
    public String build(Service service) {
        return builds.getOrDefault(service.name(), "first build");
    }

    @Override
    public List<String> command(Service service) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
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

    @Override
    public void allHealthy() {
        allHealthyCalls++;
    }
}
