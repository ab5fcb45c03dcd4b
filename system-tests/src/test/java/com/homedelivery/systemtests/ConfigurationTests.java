package com.homedelivery.systemtests;

import static com.homedelivery.systemtests.ProjectFiles.ROOT;
import static com.homedelivery.systemtests.ProjectFiles.applicationYaml;
import static com.homedelivery.systemtests.ProjectFiles.composeServices;
import static com.homedelivery.systemtests.ProjectFiles.environment;
import static com.homedelivery.systemtests.ProjectFiles.read;
import static com.homedelivery.systemtests.ProjectFiles.variables;
import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.localstack.suite.Service;
import com.homedelivery.localstack.suite.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docker-compose.yml, .env.example, each application.yaml, the README and the local topology say the same. */
class ConfigurationTests {

    private static final Topology TOPOLOGY = Topology.homeDelivery();

    /** Of OpenTelemetry's own names. */
    private static final Set<String> READ_BY_SPRING_BOOT = Set.of("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");

    /** Nobody waits for them, and not every image has something that could ask. */
    private static final Set<String> WITHOUT_HEALTH_CHECK = Set.of("tempo", "adminer", "kafka-console", "redisinsight");

    /** Mails and events wait for their servers, so that no service has to. */
    private static final Set<String> WAITED_FOR_BY_MESSAGES = Set.of("mailpit", "kafka");

    private static final Pattern PINNED = Pattern.compile("[a-z0-9./-]+:v?\\d+\\.\\d+[\\w.-]*");

    static Stream<Service> services() {
        return TOPOLOGY.services().stream();
    }

    @Test
    void everyModuleWithAnApplicationYamlIsAServiceEverywhere() throws IOException {
        try (Stream<Path> folders = Files.list(ROOT)) {
            Set<String> modules = folders.filter(folder ->
                            Files.exists(applicationYaml(folder.getFileName().toString())))
                    .map(folder -> folder.getFileName().toString())
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(modules).hasSize(11);
            assertThat(services().map(Service::name)).containsExactlyInAnyOrderElementsOf(modules);
            assertThat(composeServices().keySet()).containsAll(modules);
            assertThat(portsInReadme().keySet()).isEqualTo(modules);
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    void listensOnOnePortInEveryFile(Service service) {
        assertThat(read(applicationYaml(service.name()))).contains("port: ${PORT:" + service.port() + "}");
        assertThat(portsInReadme()).containsEntry(service.name(), service.port());
        Map<String, Object> compose = composeServices().get(service.name());
        assertThat(compose.get("ports").toString()).endsWith(service.port() + ":" + service.port() + "]");
        assertThat(environment(compose)).containsEntry("PORT", service.port());
    }

    @ParameterizedTest
    @MethodSource("services")
    void isToldByComposeWhatItReadsAndNothingElse(Service service) {
        String own = read(applicationYaml(service.name()));
        String defaults = read(ROOT.resolve("shared-lib/src/main/resources/homedelivery-defaults.yaml"));
        Set<String> told = environment(composeServices().get(service.name())).keySet();
        Set<String> read = variables(own + defaults);
        read.addAll(READ_BY_SPRING_BOOT);
        assertThat(read).containsAll(told);
        assertThat(told).containsAll(variables(own));
    }

    @ParameterizedTest
    @MethodSource("services")
    void hasItsOwnNameAndDatabase(Service service) {
        assertThat(read(applicationYaml(service.name()))).contains("name: " + service.name());
        service.database().ifPresent(database -> {
            Map<String, Object> told = environment(composeServices().get(service.name()));
            assertThat(told.get("DATABASE_URL").toString()).endsWith("/" + database);
            assertThat(read(ROOT.resolve("README.md"))).contains("`" + database + "`");
        });
    }

    @ParameterizedTest
    @MethodSource("services")
    void startsFromBothEditorsWithTheEnvironmentThatDevWrites(Service service) throws IOException {
        String name = service.name();
        String environment = ".local/env/" + name + ".env";
        try (Stream<Path> sources = Files.walk(ROOT.resolve(name).resolve("src/main/java"))) {
            Path main = sources.filter(file -> file.toString().endsWith("Application.java"))
                    .findFirst()
                    .orElseThrow();
            String mainClass = "com.homedelivery." + main.getParent().getFileName() + "."
                    + main.getFileName().toString().replace(".java", "");
            assertThat(read(ROOT.resolve(".run/" + name + ".run.xml")))
                    .contains("\"" + mainClass + "\"", "<module name=\"" + name + "\" />", "file:" + environment);
            assertThat(read(ROOT.resolve(".vscode/launch.json")))
                    .contains("\"" + mainClass + "\"", "\"projectName\": \"" + name + "\"", "/" + environment + "\"");
        }
    }

    @Test
    void envExampleHasEveryVariableOfComposeAndNoOther() {
        Set<String> example = read(ROOT.resolve(".env.example"))
                .lines()
                .filter(line -> line.matches("[A-Z].*=.*"))
                .map(line -> line.substring(0, line.indexOf('=')))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(example).isEqualTo(variables(read(ROOT.resolve("docker-compose.yml"))));
    }

    @Test
    void everyVariableOfAServiceIsExplained() {
        String configuration = read(ROOT.resolve("docs/configuration.md"));
        services()
                .forEach(service -> environment(composeServices().get(service.name())).keySet().stream()
                        .filter(name -> !name.endsWith("_SERVICE_URL"))
                        .forEach(name -> assertThat(configuration).contains("`" + name + "`")));
    }

    @Test
    void everyImageIsPinned() {
        Stream<String> servers = composeServices().values().stream()
                .filter(service -> !service.containsKey("build"))
                .map(service -> service.get("image").toString());
        Stream<String> bases = read(ROOT.resolve("Dockerfile"))
                .lines()
                .filter(line -> line.startsWith("FROM "))
                .map(line -> line.split(" ")[1])
                .filter(base -> !base.equals("scratch"));
        assertThat(Stream.concat(servers, bases))
                .allMatch(image -> PINNED.matcher(image).matches());
    }

    @Test
    void testsInDockerRunOnTheServersOfCompose() {
        String docker =
                read(ROOT.resolve("shared-lib/src/test/java/com/homedelivery/shared/testing/DockerServers.java"));
        assertThat(Stream.of("postgres-order", "redis", "kafka", "mongodb-analytics")
                        .map(name -> composeServices().get(name).get("image").toString()))
                .allSatisfy(image -> assertThat(docker).contains("\"" + image + "\""));
    }

    @Test
    void whatAStartNeedsIsWaitedForUntilItIsHealthy() {
        assertThat(read(ROOT.resolve("Dockerfile"))).contains("HEALTHCHECK", "USER 10001");
        composeServices().forEach((name, service) -> {
            assertThat(service.containsKey("healthcheck")
                            || service.containsKey("build")
                            || WITHOUT_HEALTH_CHECK.contains(name))
                    .as("%s has a health check", name)
                    .isTrue();
            if (service.get("depends_on") instanceof Map<?, ?> others) {
                others.forEach((other, wait) -> assertThat(wait)
                        .isEqualTo(Map.of(
                                "condition",
                                WAITED_FOR_BY_MESSAGES.contains(other) ? "service_started" : "service_healthy")));
                assertThat(composeServices()).containsKeys(others.keySet().toArray(String[]::new));
            }
        });
    }

    /** ADR 23: with the two carriers of a small host, virtual threads that load classes can keep each other waiting. */
    @Test
    void everyServiceHasEightCarriersForVirtualThreads() {
        assertThat(Stream.of(
                                "Dockerfile",
                                "pom.xml",
                                "local-stack/src/main/java/com/homedelivery/localstack/suite/AotProfile.java")
                        .map(file -> read(ROOT.resolve(file))))
                .allSatisfy(file -> assertThat(file).contains("-Djdk.virtualThreadScheduler.parallelism=8"));
    }

    @Test
    void noSecretHasADefault() {
        List<String> files =
                services().map(service -> read(applicationYaml(service.name()))).toList();
        assertThat(files)
                .allSatisfy(
                        file -> assertThat(file).doesNotContainPattern("\\$\\{[A-Z_]*(SECRET|PASSWORD)[A-Z_]*:[^}]"));
        assertThat(read(ROOT.resolve("docker-compose.yml"))).doesNotContainPattern("(SECRET|PASSWORD)[A-Z_]*:-[^}]");
    }

    private static Map<String, Integer> portsInReadme() {
        Map<String, Integer> ports = new TreeMap<>();
        Matcher row = Pattern.compile("(?m)^\\| ([a-z-]+) \\| (\\d{4}) \\|").matcher(read(ROOT.resolve("README.md")));
        while (row.find()) {
            ports.put(row.group(1), Integer.valueOf(row.group(2)));
        }
        return ports;
    }
}
