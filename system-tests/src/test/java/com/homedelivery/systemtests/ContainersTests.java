package com.homedelivery.systemtests;

import static com.homedelivery.systemtests.ProjectFiles.ROOT;
import static com.homedelivery.systemtests.ProjectFiles.composeServices;
import static com.homedelivery.systemtests.ProjectFiles.environment;
import static com.homedelivery.systemtests.ProjectFiles.read;
import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.localstack.suite.AotProfile;
import com.homedelivery.localstack.suite.Service;
import com.homedelivery.localstack.suite.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What docs/containers.md promises of images and containers, as far as it can be read in files. */
class ContainersTests {

    private static final Topology TOPOLOGY = Topology.homeDelivery();
    private static final Pattern REQUIRED = Pattern.compile("\\$\\{([A-Z_]+):\\?");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([a-z-]+) \\| (\\d+[mg]) \\|");
    private static final Pattern TRAINERS = Pattern.compile("TRAINERS = List\\.of\\(([^)]*)\\)");
    private static final String MANAGEMENT_PORT = "9090";

    static Stream<Service> services() {
        return TOPOLOGY.services().stream();
    }

    @ParameterizedTest
    @MethodSource("services")
    void isBuiltOfItsOwnNameAndProfile(Service service) {
        Map<String, Object> container = composeServices().get(service.name());
        assertThat(container.get("build"))
                .isEqualTo(Map.of(
                        "context",
                        ".",
                        "args",
                        Map.of("SERVICE", service.name(), "PROFILE", folder(service.profile()))));
        assertThat(container.get("image").toString()).startsWith("home-delivery/" + service.name() + ":");
        assertThat(container).containsEntry("pull_policy", "build");
    }

    @Test
    void oneServiceOfEachProfileIsTrainedOn() {
        List<String> trainers = TRAINERS.matcher(read(ROOT.resolve("docker/image/AotTraining.java")))
                .results()
                .flatMap(list -> Arrays.stream(list.group(1).split(",")))
                .map(name -> name.strip().replace("\"", ""))
                .toList();
        assertThat(trainers.stream().map(name -> TOPOLOGY.named(name).profile()))
                .containsExactlyInAnyOrder(AotProfile.values());
        assertThat(trainers)
                .allSatisfy(name -> assertThat(read(ROOT.resolve("Dockerfile")))
                        .contains("COPY --from=build /image/services/" + name + " "));
    }

    /** The build of the images compiles them when it runs them; nothing else would notice that they have fallen behind. */
    @Test
    void whatMakesTheImagesCompiles(@TempDir Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            assertThat(compiler.getTask(
                                    null,
                                    files,
                                    null,
                                    List.of("-d", classes.toString()),
                                    null,
                                    files.getJavaFileObjects(
                                            ROOT.resolve("docker/image/ImageLayout.java"),
                                            ROOT.resolve("docker/image/AotTraining.java")))
                            .call())
                    .isTrue();
        }
    }

    @Test
    void hasNoRightsThatItDoesNotNeedAndLimitsForAllItUses() {
        composeServices()
                .forEach((name, container) -> assertThat(container)
                        .as(name)
                        .containsEntry("cap_drop", List.of("ALL"))
                        .containsEntry("security_opt", List.of("no-new-privileges:true"))
                        .containsEntry("restart", "unless-stopped")
                        .containsKeys("mem_limit", "logging", "networks"));
        services()
                .forEach(service -> assertThat(composeServices().get(service.name()))
                        .as(service.name())
                        .containsEntry("read_only", true)
                        .containsKeys("tmpfs", "stop_grace_period"));
    }

    @Test
    void everyPortIsOnTheLoopbackAddressAndNoneIsForManagement() {
        composeServices().values().stream()
                .filter(container -> container.containsKey("ports"))
                .flatMap(container -> ((Collection<?>) container.get("ports")).stream())
                .forEach(port -> assertThat(port.toString()).startsWith("127.0.0.1:"));
        services()
                .forEach(service -> assertThat(
                                composeServices().get(service.name()).get("ports"))
                        .isEqualTo(List.of("127.0.0.1:%1$d:%1$d".formatted(service.port()))));
        services()
                .forEach(service -> assertThat(environment(composeServices().get(service.name()))
                                .get("MANAGEMENT_PORT"))
                        .hasToString(MANAGEMENT_PORT));
    }

    @Test
    void aDatabaseIsReachedByItsOwnServiceAlone() {
        Map<String, Set<String>> members = membersOfNetworks();
        services().filter(service -> service.database().isPresent()).forEach(service -> {
            String database = service.name().replace("-service", "");
            assertThat(members.get(database + "-database"))
                    .containsExactlyInAnyOrder(service.name(), "postgres-" + database);
            assertThat(networksOf("postgres-" + database)).containsExactly(database + "-database");
        });
        assertThat(members.get("analytics-database"))
                .containsExactlyInAnyOrder("analytics-service", "mongodb-analytics");
        assertThat(networksOf("mongodb-analytics")).containsExactly("analytics-database");
    }

    @Test
    void theGatewayReachesServicesAndRedisOnly() {
        Set<String> reached = networksOf("api-gateway").stream()
                .flatMap(network -> membersOfNetworks().get(network).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> meant = services().map(Service::name).collect(Collectors.toCollection(TreeSet::new));
        meant.add("redis");
        assertThat(reached).isEqualTo(meant);
    }

    @Test
    void fromTheNetworksOfServersThereIsNoWayOut() {
        assertThat(networks().keySet()).containsAll(membersOfNetworks().keySet());
        membersOfNetworks().keySet().stream()
                .filter(network -> network.endsWith("-database")
                        || Set.of("redis", "kafka", "telemetry").contains(network))
                .forEach(network ->
                        assertThat(networks().get(network)).as(network).isEqualTo(Map.of("internal", true)));
    }

    @Test
    void serversAreAskedForTheirHealthByTheirOwnNameAndKeepTheirDataInAVolume() {
        servers().forEach((name, container) -> {
            Collection<?> test = (Collection<?>) ((Map<?, ?>) container.get("healthcheck")).get("test");
            assertThat(test.stream().map(Object::toString)).first().isEqualTo("CMD");
            assertThat(name.equals("mailpit")
                            || test.stream().anyMatch(part -> part.toString().matches(".*\\b" + name + "\\b.*")))
                    .as("%s is asked by its own name", name)
                    .isTrue();
            assertThat(container.get("volumes").toString()).startsWith("[" + name + ":/");
        });
    }

    @Test
    void theDocumentNamesEveryContainerAndItsLimit() {
        Map<String, String> limits = new TreeMap<>();
        composeServices()
                .forEach((name, container) ->
                        limits.put(name, container.get("mem_limit").toString()));
        Map<String, String> told = ROW.matcher(read(ROOT.resolve("docs/containers.md")))
                .results()
                .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2), (a, _) -> a, TreeMap::new));
        assertThat(told).isEqualTo(limits);
    }

    /** Version 1, docker-compose, cannot read the file. */
    @Test
    void nobodyIsToldToCallTheFirstCompose() throws IOException {
        try (Stream<Path> documents = Files.list(ROOT.resolve("docs"))) {
            assertThat(Stream.concat(
                            documents.filter(file -> file.toString().endsWith(".md")),
                            Stream.of("README.md", "CONTRIBUTING.md", ".env.example", "dev", "docker-compose.yml")
                                    .map(ROOT::resolve)))
                    .allSatisfy(file -> assertThat(read(file)).doesNotContainPattern("docker-compose [a-z-]"));
        }
    }

    @Test
    void nothingOfEnvReachesTheBuilder() {
        List<String> lines = read(ROOT.resolve(".dockerignore"))
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
        assertThat(lines).first().isEqualTo("*");
        assertThat(lines).contains("**/target", "**/src/test", "docker/verify");
        assertThat(lines.stream().filter(line -> line.startsWith("!"))).allMatch(line -> line.matches("![a-z*].*"));
        assertThat(read(ROOT.resolve("Dockerfile"))).doesNotContainPattern("(SECRET|PASSWORD)");
    }

    @Test
    void withoutASecretNothingIsStarted() {
        Set<String> required = requiredVariables();
        assertThat(required).hasSize(11);
        assertThat(read(ROOT.resolve(".env.example")).lines())
                .containsAll(required.stream().map(name -> name + "=").toList());
        assertThat(read(ROOT.resolve("docker-compose.yml"))).doesNotContainPattern(":\\?(?!run \\./dev env})");
    }

    @Test
    void devEnvDrawsEverySecretOnceAndNeverAgain(@TempDir Path folder) throws Exception {
        for (String file : List.of("dev", ".env.example", "docker-compose.yml")) {
            Files.copy(ROOT.resolve(file), folder.resolve(file));
        }
        assertThat(devEnv(folder)).isZero();
        Path env = folder.resolve(".env");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(env)))
                .isEqualTo("rw-------");
        String text = Files.readString(env);
        List<String> secrets = requiredVariables().stream()
                .map(name -> Pattern.compile("(?m)^" + name + "=([0-9a-f]{64})$")
                        .matcher(text)
                        .results()
                        .map((MatchResult line) -> line.group(1))
                        .collect(Collectors.joining()))
                .toList();
        assertThat(secrets).doesNotHaveDuplicates().doesNotContain("");
        assertThat(text.replaceAll("=[0-9a-f]{64}\n", "=\n")).isEqualTo(read(ROOT.resolve(".env.example")));

        assertThat(devEnv(folder)).isZero();
        assertThat(env).hasContent(text);
        String known = text.replaceFirst("JWT_SECRET=.*", "JWT_SECRET=change-me-change-me-change-me");
        Files.writeString(env, known);
        assertThat(devEnv(folder)).isEqualTo(1);
        assertThat(env).hasContent(known);
    }

    private static int devEnv(Path folder) throws IOException, InterruptedException {
        return new ProcessBuilder("bash", folder.resolve("dev").toString(), "env")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start()
                .waitFor();
    }

    private static Set<String> requiredVariables() {
        return REQUIRED.matcher(read(ROOT.resolve("docker-compose.yml")))
                .results()
                .map(variable -> variable.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Without those of profiles: they look into everything, but only when somebody has asked for them. */
    private static Map<String, Set<String>> membersOfNetworks() {
        Map<String, Set<String>> members = new TreeMap<>();
        composeServices().forEach((name, container) -> {
            if (!container.containsKey("profiles")) {
                networksOf(name)
                        .forEach(network -> members.computeIfAbsent(network, _ -> new TreeSet<>())
                                .add(name));
            }
        });
        return members;
    }

    @SuppressWarnings("unchecked")
    private static List<String> networksOf(String container) {
        return (List<String>) composeServices().get(container).get("networks");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> networks() {
        return (Map<String, Object>) ProjectFiles.<Map<String, Object>>yaml(ROOT.resolve("docker-compose.yml"))
                .get("networks");
    }

    private static Map<String, Map<String, Object>> servers() {
        Map<String, Map<String, Object>> servers = new TreeMap<>(composeServices());
        servers.values().removeIf(container -> container.containsKey("build") || container.containsKey("profiles"));
        return servers;
    }

    private static String folder(AotProfile profile) {
        return profile.name().toLowerCase(Locale.ROOT);
    }
}
