package com.homedelivery.systemtests.chart;

import static com.homedelivery.systemtests.ProjectFiles.ROOT;
import static com.homedelivery.systemtests.ProjectFiles.SHARED_DEFAULTS;
import static com.homedelivery.systemtests.ProjectFiles.applicationYaml;
import static com.homedelivery.systemtests.ProjectFiles.composeServices;
import static com.homedelivery.systemtests.ProjectFiles.environment;
import static com.homedelivery.systemtests.ProjectFiles.read;
import static com.homedelivery.systemtests.ProjectFiles.variables;
import static com.homedelivery.systemtests.ProjectFiles.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.localstack.suite.Service;
import com.homedelivery.localstack.suite.Topology;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The chart tells each service what it reads, and asks it where it answers. */
class ChartConfigurationTests {

    private static final String CONTAINER = "/spec/template/spec/containers/0";
    private static final String DRAIN_TIME = "DRAIN_TIME";
    private static final String MIGRATION = "com.homedelivery.shared.migration.MigrateDatabase";

    private static final String SECRET = "from a Secret";

    /** Spring Boot's own, for what the services' variables do not reach. */
    private static final Set<String> OF_SPRING_BOOT = Set.of(
            "SPRING_DATA_REDIS_SENTINEL_MASTER",
            "SPRING_DATA_REDIS_SENTINEL_NODES",
            "SPRING_DATA_REDIS_SENTINEL_PASSWORD",
            "SPRING_DATA_REDIS_CLUSTER_NODES",
            "SPRING_DATA_REDIS_SSL_ENABLED",
            "SPRING_KAFKA_SECURITY_PROTOCOL",
            "SPRING_KAFKA_PROPERTIES_SASL_MECHANISM",
            "SPRING_KAFKA_PROPERTIES_SASL_JAAS_CONFIG",
            "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");

    /** Read by the java command, beside what the image sets. */
    private static final String OF_THE_JVM = "JDK_JAVA_OPTIONS";

    private static final Pattern DEFAULT_OF_COMPOSE = Pattern.compile("\\$\\{([A-Z_]+):-(.*)}");
    private static final Pattern PROPERTY = Pattern.compile("\\| `(homedelivery\\.[a-z.-]+)` \\|");

    static Stream<Service> services() {
        return Topology.homeDelivery().services().stream();
    }

    @Test
    void runsEveryService() {
        assertThat(Chart.ofKind(Chart.render(ValueSet.DEFAULTS), "Deployment").map(Manifest::name))
                .containsExactlyInAnyOrderElementsOf(services()
                        .map(service -> Chart.RELEASE + "-" + service.name())
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("services")
    void isToldWhatItReadsAndNothingElse(Service service) {
        Set<String> own = variables(read(applicationYaml(service.name())));
        Set<String> shared = variables(read(SHARED_DEFAULTS));
        Set<String> told = told(ValueSet.EVERYTHING, service).keySet();
        assertThat(told).containsAll(own).contains("JWT_SECRET", "RESPONSE_TIMEOUT", "DEMO_DATA");
        assertThat(told.stream()
                        .filter(variable -> !own.contains(variable)
                                && !shared.contains(variable)
                                && !OF_SPRING_BOOT.contains(variable)
                                && !variable.equals(OF_THE_JVM)
                                && !variablesOfProperties().contains(variable)))
                .as("variables that %s does not read", service.name())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void knowsEachServerByOneAddress(ValueSet values) {
        Set<String> redis = told(values, service("order-service")).keySet().stream()
                .filter(variable -> variable.matches("REDIS_HOST|SPRING_DATA_REDIS_(SENTINEL|CLUSTER)_NODES"))
                .collect(Collectors.toSet());
        assertThat(redis)
                .containsExactly(
                        switch (values) {
                            case DEFAULTS, SMALL, PRODUCTION -> "REDIS_HOST";
                            case PLATFORM -> "SPRING_DATA_REDIS_SENTINEL_NODES";
                            case EVERYTHING -> "SPRING_DATA_REDIS_CLUSTER_NODES";
                        });
    }

    @ParameterizedTest
    @MethodSource("services")
    void listensWhereItIsAsked(Service service) {
        List<Manifest> manifests = Chart.render(ValueSet.DEFAULTS);
        Map<String, Integer> ports = new TreeMap<>();
        Chart.find(manifests, "Deployment", service.name())
                .at(CONTAINER + "/ports")
                .forEach(port -> ports.put(
                        port.get("name").asString(), port.get("containerPort").asInt()));
        Map<String, String> told = told(ValueSet.DEFAULTS, service);
        assertThat(ports).containsOnlyKeys("http", "management").containsEntry("http", service.port());
        assertThat(told)
                .containsEntry("PORT", ports.get("http").toString())
                .containsEntry("MANAGEMENT_PORT", ports.get("management").toString());
        assertThat(Chart.find(manifests, "Service", service.name()).text("/spec/ports/0/port"))
                .isEqualTo(Integer.toString(service.port()));
    }

    @ParameterizedTest
    @MethodSource("services")
    void isProbedWhereItSaysHowItIs(Service service) {
        Manifest deployment = Chart.find(Chart.render(ValueSet.DEFAULTS), "Deployment", service.name());
        String probes = yaml(SHARED_DEFAULTS).toString();
        assertThat(probes).contains("probes={enabled=true}").contains("include=health");
        assertThat(probe(deployment, "startup")).isEqualTo("/actuator/health/liveness");
        assertThat(probe(deployment, "liveness")).isEqualTo("/actuator/health/liveness");
        assertThat(probe(deployment, "readiness")).isEqualTo("/actuator/health/readiness");
        assertThat(Stream.of("startup", "liveness", "readiness")
                        .map(probe -> deployment.text(CONTAINER + "/" + probe + "Probe/httpGet/port")))
                .containsOnly("management");
    }

    @ParameterizedTest
    @MethodSource("services")
    void isToldWhereTheOthersAre(Service service) {
        List<Manifest> manifests = Chart.render(ValueSet.DEFAULTS);
        assertThat(told(ValueSet.DEFAULTS, service)).allSatisfy((variable, value) -> {
            if (variable.endsWith("_SERVICE_URL")) {
                URI address = URI.create(value);
                Manifest other = Chart.find(manifests, "Service", serviceOf(variable));
                assertThat(address.getHost()).isEqualTo(other.name());
                assertThat(Integer.toString(address.getPort())).isEqualTo(other.text("/spec/ports/0/port"));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("services")
    void hasTheDatabaseAndAccountOfCompose(Service service) {
        Map<String, Object> compose = environment(composeServices().get(service.name()));
        Map<String, String> told = told(ValueSet.DEFAULTS, service);
        assertThat(told.get("DATABASE_USERNAME")).isEqualTo(compose.get("DATABASE_USERNAME"));
        assertThat(service.database().map(database -> "jdbc:postgresql://postgresql:5432/" + database))
                .isEqualTo(Optional.ofNullable(told.get("DATABASE_URL")));
    }

    /**
     * What compose takes from .env with a default has the same one here, but for demo data, addresses, what is empty, and the
     * time to drain: compose has no other instances that clients could go to.
     */
    @ParameterizedTest
    @MethodSource("services")
    void hasTheDefaultsOfCompose(Service service) {
        Map<String, String> told = told(ValueSet.DEFAULTS, service);
        Map<String, String> expected = new TreeMap<>();
        environment(composeServices().get(service.name()))
                .forEach((variable, value) -> DEFAULT_OF_COMPOSE
                        .matcher(value.toString())
                        .results()
                        .filter(placeholder -> told.containsKey(variable)
                                && !variable.equals(DRAIN_TIME)
                                && !told.get(variable).equals(SECRET))
                        .forEach(placeholder -> expected.put(variable, placeholder.group(2))));
        assertThat(told).containsAllEntriesOf(expected);
    }

    @Test
    void drainsForLongerThanConnectionsAreKeptAndShorterThanAShutdownStep() {
        int drain = Integer.parseInt(first("(\\d+)s", settings().get(DRAIN_TIME)));
        String gateway = read(ROOT.resolve(
                "api-gateway/src/main/java/com/homedelivery/gateway/routing/UpstreamHttpClientConfiguration.java"));
        assertThat(drain)
                .isGreaterThan(Integer.parseInt(first("MAX_IDLE_TIME = Duration.ofSeconds\\((\\d+)\\)", gateway)))
                .isLessThan(Integer.parseInt(first("timeout-per-shutdown-phase: (\\d+)s", read(SHARED_DEFAULTS))));
    }

    @Test
    void hasASettingForEveryVariableOfCompose() {
        Set<String> settings = new TreeSet<>(settings().keySet());
        Set<String> needed = composeServices().keySet().stream()
                .filter(name -> services().anyMatch(service -> service.name().equals(name)))
                .flatMap(name -> environment(composeServices().get(name)).entrySet().stream())
                .filter(variable -> DEFAULT_OF_COMPOSE
                        .matcher(variable.getValue().toString())
                        .matches())
                .map(Map.Entry::getKey)
                .filter(
                        name -> !name.matches(
                                "SMTP_.*|MAIL_FROM|ADMIN_.*|STRIPE_.*|TWILIO_(ACCOUNT_SID|AUTH_TOKEN)|VAPID_PRIVATE_KEY|TOTP_(PREVIOUS_)?KEY|WEBHOOK_KEY"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(settings).isEqualTo(needed);
    }

    @ParameterizedTest
    @EnumSource
    void hasTimeToEndWhatItHasBegun(ValueSet values) {
        String shared = read(SHARED_DEFAULTS);
        int step = Integer.parseInt(first("timeout-per-shutdown-phase: (\\d+)s", shared));
        assertThat(Chart.ofKind(Chart.render(values), "Deployment")).allSatisfy(deployment -> {
            int preStop = deployment
                    .at(CONTAINER + "/lifecycle/preStop/sleep/seconds")
                    .asInt();
            assertThat(deployment
                            .at("/spec/template/spec/terminationGracePeriodSeconds")
                            .asInt())
                    .isGreaterThanOrEqualTo(preStop + 5 * step);
        });
        assertThat(shared).contains("shutdown: graceful");
    }

    @Test
    void runsTheImagesOfComposeAsTheUserOfTheDockerfile() {
        String dockerfile = read(ROOT.resolve("Dockerfile"));
        List<Manifest> manifests = Chart.render(ValueSet.DEFAULTS);
        assertThat(services()).allSatisfy(service -> {
            Manifest deployment = Chart.find(manifests, "Deployment", service.name());
            assertThat(deployment.text(CONTAINER + "/image"))
                    .isEqualTo(composeServices().get(service.name()).get("image"));
            assertThat(dockerfile).contains("USER " + deployment.text("/spec/template/spec/securityContext/runAsUser"));
        });
    }

    @ParameterizedTest
    @MethodSource("services")
    void migratesWithTheServicesOwnImageBeforeAnUpgrade(Service service) {
        List<Manifest> manifests = Chart.render(ValueSet.DEFAULTS);
        assertThat(Chart.ofKind(manifests, "Job").anyMatch(job -> job.name().contains(service.name())))
                .isEqualTo(service.database().isPresent());
        service.database().ifPresent(_ -> {
            Manifest job = Chart.find(manifests, "Job", service.name() + "-migration");
            assertThat(job.text("/metadata/annotations/helm.sh~1hook")).isEqualTo("pre-upgrade");
            assertThat(job.text(CONTAINER + "/image"))
                    .isEqualTo(
                            Chart.find(manifests, "Deployment", service.name()).text(CONTAINER + "/image"));
            assertThat(job.at(CONTAINER + "/command").toString()).isEqualTo("[" + migrationCommand() + "]");
        });
        assertThat(ROOT.resolve("shared-lib/src/main/java/" + MIGRATION.replace('.', '/') + ".java"))
                .isRegularFile();
    }

    /** A service that has no consumer has no lag, and an autoscaler that finds no metric does nothing at all. */
    @ParameterizedTest
    @MethodSource("services")
    void scalesByLagWhereThereAreConsumers(Service service) throws IOException {
        boolean consumes;
        try (Stream<Path> sources = Files.walk(ROOT.resolve(service.name()).resolve("src/main/java"))) {
            consumes = sources.anyMatch(file -> file.toString().endsWith("Subscriptions.java"));
        }
        Manifest autoscaler = Chart.find(Chart.render(ValueSet.PLATFORM), "HorizontalPodAutoscaler", service.name());
        assertThat(autoscaler.at("/spec/metrics").toString().contains("\"homedelivery_stream_lag_seconds\""))
                .isEqualTo(consumes);
        assertThat(read(ROOT.resolve("docs/metrics.md"))).contains("| `homedelivery.stream.lag` | gauge |");
    }

    @Test
    void waitsLongerThanTheGateway() {
        Manifest route = Chart.find(Chart.render(ValueSet.PLATFORM), "HTTPRoute", "api-gateway");
        int timeout = Integer.parseInt(first("(\\d+)s", route.text("/spec/rules/1/timeouts/request")));
        assertThat(timeout)
                .isGreaterThan(Integer.parseInt(first("(\\d+)s", settings().get("RESPONSE_TIMEOUT"))));
        assertThat(route.text("/spec/rules/0/matches/0/path/value")).isEqualTo("/ws");
        assertThat(route.text("/spec/rules/0/timeouts/request")).isEqualTo("0s");
    }

    @Test
    void hasTheVersionOfTheProject() {
        Map<String, Object> chart = yaml(Chart.FOLDER.resolve("Chart.yaml"));
        assertThat(read(ROOT.resolve("pom.xml")))
                .contains("<version>" + chart.get("appVersion") + "-SNAPSHOT</version>");
        assertThat(chart.get("version")).isEqualTo(chart.get("appVersion"));
    }

    /** The image's entry point, with another main class. */
    private static String migrationCommand() {
        return first("ENTRYPOINT \\[(.*)]", read(ROOT.resolve("Dockerfile")))
                .replaceFirst("^\"[^\"]*/java\"", "\"java\"")
                .replace("\"-jar\", \"service.jar\"", "\"-cp\", \"service.jar\", \"@main\"")
                .replace("@main", MIGRATION)
                .replace(", ", ",");
    }

    /** A service reads what it is told in its ConfigMap and, as {@link #SECRET}, from Secrets. */
    private static Map<String, String> told(ValueSet values, Service service) {
        List<Manifest> manifests = Chart.render(values);
        Map<String, String> told =
                Chart.find(manifests, "ConfigMap", service.name()).map("/data");
        Chart.find(manifests, "Deployment", service.name())
                .at(CONTAINER + "/env")
                .forEach(variable -> told.put(variable.get("name").asString(), SECRET));
        return told;
    }

    private static String probe(Manifest deployment, String name) {
        return deployment.text(CONTAINER + "/" + name + "Probe/httpGet/path");
    }

    private static Map<String, String> settings() {
        Map<String, Map<String, String>> values = yaml(Chart.FOLDER.resolve("values.yaml"));
        return values.get("config");
    }

    /** As Spring Boot derives them from the names of the documented properties. */
    private static Set<String> variablesOfProperties() {
        return PROPERTY.matcher(read(ROOT.resolve("docs/configuration.md")))
                .results()
                .map(property ->
                        property.group(1).replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    private static Service service(String name) {
        return Topology.homeDelivery().named(name);
    }

    /** {@code ORDER_SERVICE_URL → order-service}. */
    private static String serviceOf(String variable) {
        return variable.replace("_URL", "").replace('_', '-').toLowerCase(Locale.ROOT);
    }

    private static String first(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .findFirst()
                .orElseThrow(() -> new AssertionError(pattern + " is not in " + text));
    }
}
