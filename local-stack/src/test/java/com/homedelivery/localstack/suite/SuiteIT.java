package com.homedelivery.localstack.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.homedelivery.localstack.client.LocalStackException;
import com.homedelivery.localstack.client.RepositoryRoot;
import com.homedelivery.localstack.client.ServerAddresses;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Brings a small suite up and down: real servers, real processes, services that are no more than healthy. */
class SuiteIT {

    private static final List<String> NAMES = List.of("one-service", "two-service", "three-service");

    @TempDir
    private Path checkout;

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private Workspace workspace = Workspace.of(Path.of(""));
    private Topology topology = Topology.homeDelivery();

    @BeforeEach
    void threeServices() throws IOException {
        workspace = Workspace.of(checkout);
        List<Service> services = new ArrayList<>();
        for (String name : NAMES) {
            services.add(new Service(name, freePort(services), AotProfile.MVC, Optional.empty(), Map.of()));
            build(name, FakeService.class);
        }
        topology = new Topology(ServerAddresses.anyFree(), services);
    }

    @AfterEach
    void nothingIsLeftBehind() throws Exception {
        suite().down(true);
        assertThat(suite().running()).isEmpty();
    }

    @Test
    void allComeUpHealthyAndGoDownAgain() throws Exception {
        suite().up(topology.services());

        assertThat(pids()).hasSize(3);
        assertThat(topology.services()).allMatch(Service::isHealthy);
        assertThat(text()).contains("servers        healthy").contains("three-service  healthy");

        suite().down(false);

        assertThat(pids()).isEmpty();
        assertThat(topology.services()).noneMatch(service -> PortCheck.isTaken(service.port()));
        assertThat(workspace.servers(topology).running()).isEmpty();
        assertThat(workspace.servers(topology).dataDirectory()).isNotEmptyDirectory();
    }

    @Test
    void whatRunsIsLeftAloneAndWhatIsMissingIsStarted() throws Exception {
        suite().up(topology.services());
        List<Long> before = pids();
        suite().kill(topology.named(List.of("two-service")));
        assertThat(pids()).hasSize(2);

        suite().up(topology.services());

        assertThat(pids())
                .hasSize(3)
                .contains(before.getFirst(), before.getLast())
                .isNotEqualTo(before);
        assertThat(text()).contains("one-service    running already");
    }

    @Test
    void aServiceThatWasBuiltAnewIsRestarted() throws Exception {
        suite().up(topology.services());
        List<Long> before = pids();
        // The system tells when a process was started in steps of a second.
        new BuiltModule(workspace, "one-service").noteBuilt(Instant.now().plusSeconds(2));

        suite().up(topology.services());

        assertThat(pids().getFirst()).isNotEqualTo(before.getFirst());
        assertThat(pids().subList(1, 3)).isEqualTo(before.subList(1, 3));
    }

    @Test
    void aFailureIsShownWithItsLogAndTakesTheOthersDown() throws Exception {
        build("three-service", BrokenService.class);

        assertThatThrownBy(() -> suite().up(topology.services()))
                .isInstanceOf(LocalStackException.class)
                .hasMessageContaining("three-service has ended while starting")
                .hasMessageContaining(workspace.log("three-service").toString())
                .hasMessageContaining("the moon is in the wrong house");

        assertThat(pids()).isEmpty();
        assertThat(workspace.servers(topology).running()).isEmpty();
    }

    @Test
    void aTakenPortIsRefusedBeforeAnythingStarts() throws Exception {
        try (ServerSocket _ = new ServerSocket(topology.services().getFirst().port())) {
            assertThatThrownBy(() -> suite().up(topology.services()))
                    .isInstanceOf(LocalStackException.class)
                    .hasMessageContaining("wanted by one-service")
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
        }

        assertThat(pids()).isEmpty();
        assertThat(workspace.servers(topology).running()).isEmpty();
    }

    @Test
    void theTableShowsWhatRunsAndWhatItTakes() throws Exception {
        suite().up(topology.services());
        suite().stop(topology.named(List.of("two-service")));

        List<String> table = ProcessList.of(workspace, topology, console());

        assertThat(table).hasSize(6);
        assertThat(table.get(1)).startsWith("servers").contains("healthy").contains("MiB");
        assertThat(table.get(2)).startsWith("one-service").contains("healthy").contains("MiB");
        assertThat(table.get(3)).startsWith("two-service").contains("down");
        assertThat(table.getLast()).startsWith("all JVMs");
    }

    @Test
    void dataGoesOnlyWhenThatIsAsked() throws Exception {
        suite().up(topology.named(List.of("one-service")));
        suite().down(false);
        Path data = workspace.servers(topology).dataDirectory();
        assertThat(data.resolve("postgres")).isDirectory();

        suite().down(true);

        assertThat(data).doesNotExist();
        assertThat(Files.exists(workspace.local().resolve("jwt-secret"))).isTrue();
    }

    /** As much of what a build leaves as a start needs. */
    private void build(String name, Class<?> application) throws IOException {
        Path target = Files.createDirectories(checkout.resolve(name).resolve("target"));
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Start-Class", application.getName());
        for (String jar : List.of(name + ".jar", name + ".jar.original")) {
            new JarOutputStream(Files.newOutputStream(target.resolve(jar)), manifest).close();
        }
        Files.writeString(
                target.resolve("runtime-classpath"),
                RepositoryRoot.find().resolve("local-stack/target/test-classes").toString());
        new BuiltModule(workspace, name).noteBuilt(Instant.EPOCH);
    }

    private Suite suite() {
        return new Suite(workspace, topology, new ServiceProcesses(workspace, topology, List.of()), console());
    }

    private Console console() {
        return new Console(new PrintStream(output, true), false);
    }

    private String text() {
        return output.toString(StandardCharsets.UTF_8);
    }

    private List<Long> pids() {
        return topology.services().stream()
                .flatMap(service -> new ServiceProcesses(workspace, topology, List.of()).find(service).stream())
                .map(ProcessHandle::pid)
                .toList();
    }

    /** Below those that the system gives to outgoing connections: one of them could be in the way at a restart. */
    private static int freePort(List<Service> others) {
        List<Integer> given = others.stream().map(Service::port).toList();
        int port;
        do {
            port = ThreadLocalRandom.current().nextInt(20_000, 30_000);
        } while (given.contains(port) || PortCheck.isTaken(port));
        return port;
    }
}
